package dev.ekube.cli.images;

import dev.ekube.cli.ExitCode;
import dev.ekube.cli.PlaceOptions;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.output.Amount;
import dev.ekube.oci.archive.Imported;
import dev.ekube.oci.archive.Importer;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ekube images import}: an archive into the store. */
@Command(
    name = "import",
    description = {
      "Puts the images of an archive, of a delta, or of an OCI image layout into the store.",
      "Every byte is checked. On a site without internet this takes the place of a pull; copy",
      "cluster.yaml and its lock file along with the archive."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ekube images import k8s.tar", "  ekube images import delta.tar"})
final class ImportVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private PlaceOptions options;
  @Mixin private StoreOptions store;

  @Parameters(arity = "1", paramLabel = "TAR", description = "The archive, or a layout's folder.")
  private Path archive;

  ImportVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    BlobStore blobs = store.open(options);
    BytesView view = new BytesView(terminal);
    try {
      Imported imported = new Importer(blobs, view).read(archive);
      view.stop();
      imported
          .images()
          .forEach(image -> terminal.out().println(image.name() + " " + image.top().digest()));
      terminal
          .out()
          .printf(
              "%d images; %d blobs (%s) were new in %s%n",
              imported.images().size(),
              imported.blobs(),
              Amount.bytes(imported.bytes()),
              blobs.folder());
      return ExitCode.DONE.code();
    } catch (IOException e) {
      view.stop();
      throw Trouble.of(e, "import " + archive);
    }
  }
}
