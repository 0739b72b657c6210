package dev.ekube.cli.manager;

import dev.ekube.adapters.files.InputFile;
import dev.ekube.spec.ClusterReader;
import dev.ekube.spec.SpecResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A cluster.yaml on disk, with the files beside it that it names. */
public final class ClusterFile {
  /** As the reader's own limit: more is no cluster.yaml. */
  static final long MAX_BYTES = 1 << 20;

  private ClusterFile() {}

  /** Reads and checks it; every problem is a value, a file that cannot be read among them. */
  public static SpecResult read(Path file, Manager manager) {
    return switch (InputFile.read(file, MAX_BYTES)) {
      case InputFile.Failed failed -> new SpecResult.Bad(List.of(failed.problem(file.toString())));
      case InputFile.Content content ->
          ClusterReader.read(
              file.toString(), content.bytes().toArray(), new SourcesBeside(file, manager));
    };
  }

  /** Checks a text as if it stood in that file already. */
  public static SpecResult check(Path file, String text, Manager manager) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ClusterReader.read(file.toString(), bytes, new SourcesBeside(file, manager));
  }
}
