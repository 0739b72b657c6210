package dev.ekube.cli.images;

import dev.ekube.adapters.Reason;
import dev.ekube.adapters.files.Durable;
import dev.ekube.adapters.files.InputFile;
import dev.ekube.apply.port.PortException;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Refusal;
import dev.ekube.lock.Lock;
import dev.ekube.lock.LockReader;
import dev.ekube.lock.LockResult;
import dev.ekube.lock.LockText;
import dev.ekube.model.ClusterName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The lock file of a cluster.yaml: {@code cluster.lock.yaml} beside it. */
final class LockFile {
  static final long MAX_BYTES = 1 << 20;

  private final Path path;

  private LockFile(Path path) {
    this.path = path;
  }

  /** The one that belongs to that cluster.yaml. */
  static LockFile beside(Path cluster) {
    String name = cluster.toAbsolutePath().getFileName().toString();
    String stem = name.replaceFirst("\\.ya?ml$", "");
    return new LockFile(cluster.resolveSibling(stem + ".lock.yaml"));
  }

  /** The one that stands for that cluster's in a sandbox, whose registry serves other bytes. */
  static LockFile in(Path sandbox, ClusterName cluster) {
    return new LockFile(sandbox.resolve(cluster + ".lock.yaml"));
  }

  Path path() {
    return path;
  }

  /** Empty when there is none; one that is no lock is a {@link Refusal} with every problem. */
  Optional<Content> read() {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    return switch (InputFile.read(path, MAX_BYTES)) {
      case InputFile.Failed failed ->
          throw new Refusal(List.of(failed.problem(path.toString())), ExitCode.BAD_INPUT);
      case InputFile.Content content ->
          switch (LockReader.read(path.toString(), content.bytes().toArray())) {
            case LockResult.Bad bad -> throw new Refusal(bad.problems(), ExitCode.BAD_INPUT);
            case LockResult.Good good ->
                Optional.of(new Content(good.lock(), content.bytes().utf8()));
          };
    };
  }

  /** A lock and the text that it was read from. */
  record Content(Lock lock, String text) {}

  /** Writes the lock over {@code before}, whose comments stay; true when the text changed. */
  boolean write(Lock lock, Optional<Content> before) {
    String text =
        before.map(content -> LockText.of(lock, content.text())).orElseGet(() -> LockText.of(lock));
    if (before.isPresent() && before.get().text().equals(text)) {
      return false;
    }
    try {
      Durable.replaceFile(path, text.getBytes(StandardCharsets.UTF_8), 0644);
      return true;
    } catch (IOException e) {
      throw PortException.failed(
          "tried to write %s but %s".formatted(path, Reason.of(e)),
          "check space and permissions: ls -ld " + path.toAbsolutePath().getParent(),
          e);
    }
  }
}
