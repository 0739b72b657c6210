package dev.ekube.cli.images;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Options;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.output.Amount;
import dev.ekube.cli.output.Json;
import dev.ekube.model.ImageRef;
import dev.ekube.oci.Platform;
import dev.ekube.oci.archive.StoreListing;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ekube images list}: what is needed, and what the store has of it. */
@Command(
    name = "list",
    description = {
      "Lists the locked images with their sizes, what they share with others, and what the",
      "store lacks. With --needed it lists the images that cluster.yaml asks for, and needs no",
      "lock file."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ekube images list", "  ekube images list --needed"})
final class ListVerb implements Callable<Integer> {
  private static final String ROW = "%-58s %9s %9s  %-13s %s%n";

  private final Terminal terminal;

  @Mixin private Options options;
  @Mixin private StoreOptions store;
  @Mixin private ClusterArgument argument;

  @Option(
      names = "--needed",
      description = {"Only the names that cluster.yaml's versions and", "addons come to."})
  private boolean needed;

  ListVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    LockedSite site = LockedSite.of(argument, options, terminal);
    if (needed) {
      names(site);
      return ExitCode.DONE.code();
    }
    BlobStore blobs = store.open(options);
    try {
      StoreListing listing = StoreListing.of(blobs, site.images());
      if (options.json()) {
        terminal.out().println(Json.text(json(listing)));
      } else {
        table(listing);
      }
      return ExitCode.DONE.code();
    } catch (IOException e) {
      throw Trouble.of(e, "read the store " + blobs.folder());
    }
  }

  private void names(LockedSite site) {
    if (options.json()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      site.needed().stream().map(ImageRef::value).forEach(list::add);
      terminal.out().println(Json.text(list));
    } else {
      site.needed().forEach(terminal.out()::println);
    }
  }

  private void table(StoreListing listing) {
    terminal.out().printf(ROW, "IMAGE", "SIZE", "SHARED", "PLATFORM", "STORE");
    for (StoreListing.Row row : listing.rows()) {
      terminal
          .out()
          .printf(
              ROW,
              row.image().name(),
              Amount.bytes(row.bytes()),
              Amount.bytes(row.shared()),
              row.platform().map(Platform::toString).orElse("-"),
              row.missing().isEmpty() ? "whole" : "lacks " + row.missing().size() + " blobs");
    }
    terminal
        .out()
        .printf(
            "%d images, %s in all%s%n",
            listing.rows().size(),
            Amount.bytes(listing.bytes()),
            listing.unlisted() == 0
                ? ""
                : "; " + Amount.bytes(listing.unlisted()) + " besides (`ekube images prune`)");
  }

  private static ObjectNode json(StoreListing listing) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode images = root.putArray("images");
    for (StoreListing.Row row : listing.rows()) {
      ObjectNode node = images.addObject().put("name", row.image().name().value());
      node.put("digest", row.image().top().digest().toString());
      node.put("manifest", row.image().manifest().digest().toString());
      node.put("bytes", row.bytes()).put("shared", row.shared());
      row.platform().ifPresent(platform -> node.put("platform", platform.toString()));
      ArrayNode missing = node.putArray("missing");
      row.missing().forEach(digest -> missing.add(digest.toString()));
    }
    root.put("bytes", listing.bytes()).put("unlisted", listing.unlisted());
    return root;
  }
}
