package dev.ekube.cli.node;

import dev.ekube.cli.ExitCode;
import dev.ekube.cli.PlaceOptions;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.output.Amount;
import dev.ekube.image.look.ImageSize;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ekube image size}: what takes the nodes' memory. */
@Command(
    name = "size",
    description = {
      "Shows what takes the memory of the nodes that boot an image, by directory and by package,",
      "the heaviest first. What nodes do not need, images.exclude of cluster.yaml leaves out."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ekube image size images/k8s-base-ww-….tar"})
final class SizeVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private PlaceOptions options;

  @Option(names = "--top", paramLabel = "N", description = "How many of each (default: 15).")
  private int top = 15;

  @Parameters(paramLabel = "IMAGE", description = "Its tar, or an OCI layout.")
  private Path image;

  SizeVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try {
      Tree tree = ImageFile.read(image, options);
      terminal.out().printf("%s in all%n", Amount.bytes(ImageSize.total(tree)));
      show("by directory", ImageSize.directories(tree, 2));
      show("by package", ImageSize.packages(tree));
      return ExitCode.DONE.code();
    } catch (IOException e) {
      throw Troubles.of(e, "read " + image);
    }
  }

  private void show(String title, List<ImageSize.Weight> weights) {
    if (!weights.isEmpty()) {
      terminal.out().println(title + ":");
    }
    weights.stream()
        .limit(top)
        .forEach(w -> terminal.out().printf("%10s  %s%n", Amount.bytes(w.bytes()), w.name()));
  }
}
