package dev.ekube.cli.images;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ekube.apply.port.PortException;
import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Options;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.output.Amount;
import dev.ekube.cli.output.Json;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.pull.PullException;
import dev.ekube.oci.pull.PullReport;
import dev.ekube.oci.pull.Puller;
import dev.ekube.oci.store.BlobStore;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ekube images pull}: everything that is locked, into the store. */
@Command(
    name = "pull",
    description = {
      "Fetches all that the lock file names and the store lacks, in parallel. Every byte is",
      "checked; a cut pull goes on where it stopped; two pulls at once share the work.",
      "Credentials come from the login files and helpers of docker and podman, proxies from",
      "HTTPS_PROXY, HTTP_PROXY and NO_PROXY."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ekube images pull",
      "  ekube images pull --store /srv/images site/cluster.yaml",
      "  ekube images pull --sandbox /tmp/try examples/quickstart/cluster.yaml"
    })
final class PullVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private Options options;
  @Mixin private StoreOptions store;
  @Mixin private ClusterArgument argument;

  PullVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    LockedSite site = LockedSite.of(argument, options, terminal);
    List<LockedImage> images = site.images();
    BlobStore blobs = store.open(options);
    PullView view = new PullView(terminal);
    try (Sources sources = Sources.of(site, images.stream().map(LockedImage::name).toList())) {
      PullReport report = new Puller(blobs, sources.registries()).pull(images, view);
      view.stop();
      tell(report, images.size(), blobs);
      return ExitCode.DONE.code();
    } catch (PullException e) {
      view.stop();
      throw Trouble.of(e, terminal);
    } catch (InterruptedException e) {
      view.stop();
      throw PortException.interrupted("fetching images");
    }
  }

  private void tell(PullReport report, int images, BlobStore blobs) {
    if (options.json()) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      node.put("images", images).put("blobs", report.blobs()).put("bytes", report.bytes());
      node.put("fetched", report.fetched()).put("fetchedBytes", report.fetchedBytes());
      node.put("store", blobs.folder().toString());
      terminal.out().println(Json.text(node));
      return;
    }
    String fetched =
        report.fetched() == 0
            ? "nothing to fetch"
            : "%d blobs fetched (%s)"
                .formatted(report.fetched(), Amount.bytes(report.fetchedBytes()));
    terminal
        .out()
        .printf(
            "%d images, %d blobs, %s in %s; %s%n",
            images, report.blobs(), Amount.bytes(report.bytes()), blobs.folder(), fetched);
  }
}
