package dev.ekube.cli.node;

import dev.ekube.cli.ExitCode;
import dev.ekube.cli.PlaceOptions;
import dev.ekube.cli.Terminal;
import dev.ekube.image.look.ImageDiff;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ekube image diff}: what differs between two images. */
@Command(
    name = "diff",
    description = {
      "Lists packages and files in which two images differ: content, sizes, modes, owners. Images",
      "that docker, podman or buildah saved can be compared, too."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ekube image diff images/old.tar images/new.tar"})
final class DiffImagesVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private PlaceOptions options;

  @Parameters(index = "0", paramLabel = "A", description = "The one image.")
  private Path first;

  @Parameters(index = "1", paramLabel = "B", description = "The other image.")
  private Path second;

  DiffImagesVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try {
      List<String> lines =
          ImageDiff.of(ImageFile.read(first, options), ImageFile.read(second, options));
      lines.forEach(terminal.out()::println);
      terminal.out().println(lines.isEmpty() ? "no differences" : lines.size() + " differences");
      return ExitCode.DONE.code();
    } catch (IOException e) {
      throw Troubles.of(e, "compare " + first + " and " + second);
    }
  }
}
