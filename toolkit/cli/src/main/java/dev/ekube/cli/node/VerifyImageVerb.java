package dev.ekube.cli.node;

import dev.ekube.cli.ExitCode;
import dev.ekube.cli.PlaceOptions;
import dev.ekube.cli.Terminal;
import dev.ekube.image.look.ImageVerification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ekube image verify}: every file against its package. */
@Command(
    name = "verify",
    description = {
      "Holds every file of an image to the header of the package that it belongs to: content,",
      "mode, owner, target, capabilities. Ends with 1 when one differs that is no configuration."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ekube image verify images/k8s-base-ww-….tar"})
final class VerifyImageVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private PlaceOptions options;

  @Parameters(paramLabel = "IMAGE", description = "Its tar, or an OCI layout.")
  private Path image;

  VerifyImageVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try {
      ImageVerification.Report report = ImageVerification.of(ImageFile.read(image, options));
      for (ImageVerification.Difference d : report.differences()) {
        String config = d.isConfig() ? " (configuration)" : "";
        terminal.out().printf("%s: %s%s, of %s%n", d.path(), d.what(), config, d.packageName());
      }
      terminal
          .out()
          .printf(
              "%d packages, %d files, %d differ%n",
              report.packages(), report.files(), report.differences().size());
      return (report.isBad() ? ExitCode.FAILED : ExitCode.DONE).code();
    } catch (IOException e) {
      throw Troubles.of(e, "verify " + image);
    }
  }
}
