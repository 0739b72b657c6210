package dev.ekube.cli.images;

import dev.ekube.adapters.files.Durable;
import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.PlaceOptions;
import dev.ekube.cli.Terminal;
import dev.ekube.oci.sbom.Sbom;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ekube images sbom}: what the archive holds, for those who must know. */
@Command(
    name = "sbom",
    description = {
      "Writes a CycloneDX 1.6 bill of materials of the locked images: names, digests, sizes,",
      "platforms, and licences where the images state them. What lies inside their layers is not",
      "looked at."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ekube images sbom -o images.cdx.json"})
final class SbomVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private PlaceOptions options;
  @Mixin private StoreOptions store;
  @Mixin private ClusterArgument argument;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write it (default: stdout).")
  private Optional<Path> output = Optional.empty();

  SbomVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    LockedSite site = LockedSite.of(argument, options, terminal);
    BlobStore blobs = store.open(options);
    try {
      String text = Sbom.cycloneDx(blobs, site.images());
      if (output.isPresent()) {
        Durable.replaceFile(
            output.get().toAbsolutePath(), text.getBytes(StandardCharsets.UTF_8), 0644);
      } else {
        terminal.out().print(text);
      }
      return ExitCode.DONE.code();
    } catch (IOException e) {
      throw Trouble.of(e, "describe the images in " + blobs.folder());
    }
  }
}
