package dev.ekube.cli.images;

import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.PlaceOptions;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.output.Amount;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.archive.Exported;
import dev.ekube.oci.archive.Exporter;
import dev.ekube.oci.store.BlobStore;
import dev.ekube.spec.rule.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ekube images export}: the archive as a file. */
@Command(
    name = "export",
    description = {
      "Writes the locked images into one tar that `ctr -n k8s.io images import`, `docker load`,",
      "`podman load` and skopeo take, and with one --image also wwctl. The same lock file gives",
      "the same bytes on every machine."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ekube images export -o k8s.tar",
      "  ekube images export -o delta.tar --since k8s.tar",
      "  ekube images export --compat k8s-images",
      "  ekube images export -o pause.tar --image registry.k8s.io/pause:3.10"
    })
final class ExportVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec;
  @Mixin private PlaceOptions options;
  @Mixin private StoreOptions store;
  @Mixin private ClusterArgument argument;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "TAR",
      description = "The archive to write.")
  private Optional<Path> output = Optional.empty();

  @Option(names = "--image", paramLabel = "IMAGE", description = "Only this one; may be repeated.")
  private List<String> chosen = List.of();

  @Option(
      names = "--since",
      paramLabel = "TAR",
      description = {
        "Leave out the blobs that this older archive has; only",
        "`ekube images import` puts the two together."
      })
  private Optional<Path> since = Optional.empty();

  @Option(
      names = "--compat",
      paramLabel = "DIR",
      description = {
        "Write one tar per image instead, named as the original",
        "names them: kube-apiserver_v1.32.1.tar."
      })
  private Optional<Path> compat = Optional.empty();

  ExportVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (output.isPresent() == compat.isPresent()) {
      throw wrong("write either -o TAR or --compat DIR");
    }
    if (since.isPresent() && compat.isPresent()) {
      throw wrong("--since goes with -o TAR only");
    }
    List<LockedImage> images = choose(LockedSite.of(argument, options, terminal).images());
    BlobStore blobs = store.open(options);
    BytesView view = new BytesView(terminal);
    try {
      List<Exported> written = write(new Exporter(blobs, view), images);
      view.stop();
      for (Exported one : written) {
        String left = one.left() == 0 ? "" : ", " + one.left() + " left to the older archive";
        terminal
            .out()
            .printf(
                "%s: %s, %d blobs%s%n", one.file(), Amount.bytes(one.bytes()), one.blobs(), left);
      }
      return ExitCode.DONE.code();
    } catch (IOException e) {
      view.stop();
      throw Trouble.of(e, "write " + output.or(() -> compat).orElseThrow());
    }
  }

  private List<Exported> write(Exporter exporter, List<LockedImage> images) throws IOException {
    if (compat.isPresent()) {
      return exporter.compat(images, compat.get());
    }
    return List.of(
        since.isPresent()
            ? exporter.since(images, since.get(), output.orElseThrow())
            : exporter.whole(images, output.orElseThrow()));
  }

  private List<LockedImage> choose(List<LockedImage> images) {
    List<String> names = images.stream().map(image -> image.name().value()).toList();
    for (String name : chosen) {
      if (!names.contains(name)) {
        throw wrong(
            "the lock file does not hold "
                + Words.quoted(name)
                + Words.closest(name, names)
                    .map(word -> "; did you mean " + word + "?")
                    .orElse(""));
      }
    }
    return images.stream()
        .filter(image -> chosen.isEmpty() || chosen.contains(image.name().value()))
        .toList();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
