package dev.ekube.cli.node;

import dev.ekube.adapters.files.Durable;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.PlaceOptions;
import dev.ekube.cli.Terminal;
import dev.ekube.containerd.FoundImages;
import dev.ekube.image.look.ImageBill;
import dev.ekube.oci.sbom.BillText;
import dev.ekube.oci.sbom.Sbom;
import dev.ekube.oci.store.BlobStore;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.cyclonedx.model.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ekube image sbom}: what an image consists of, for those who must know. */
@Command(
    name = "sbom",
    description = {
      "Writes a CycloneDX 1.6 bill of materials of an image: its installed packages, the",
      "container images in it, and programs that belong to no package, with their digests. The",
      "same image gives the same bytes."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ekube image sbom -o base.cdx.json images/k8s-base-ww-….tar"})
final class ImageSbomVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private PlaceOptions options;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write it (default: stdout).")
  private Optional<Path> output = Optional.empty();

  @Parameters(paramLabel = "IMAGE", description = "Its tar, or an OCI layout.")
  private Path image;

  ImageSbomVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try {
      String text = BillText.of(components(ImageFile.read(image, options)));
      if (output.isPresent()) {
        Durable.replaceFile(
            output.get().toAbsolutePath(), text.getBytes(StandardCharsets.UTF_8), 0644);
      } else {
        terminal.out().print(text);
      }
      return ExitCode.DONE.code();
    } catch (IOException e) {
      throw Troubles.of(e, "describe " + image);
    }
  }

  private static List<Component> components(Tree tree) throws IOException {
    List<Component> all = new ArrayList<>(ImageBill.packages(tree));
    Path scratch = Files.createTempDirectory("ekube-sbom");
    try {
      BlobStore store = BlobStore.open(scratch);
      all.addAll(Sbom.components(store, FoundImages.in(tree, InsideImages.PLACE, store)));
    } finally {
      try (Stream<Path> files = Files.walk(scratch)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    all.addAll(ImageBill.programs(tree, Set.of(InsideImages.PLACE)));
    return all;
  }
}
