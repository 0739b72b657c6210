package dev.ekube.adapters.files;

import dev.ekube.adapters.Reason;
import dev.ekube.apply.port.PortException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A small file of ekube's state, line by line, for its owner alone.
 *
 * @param next what a person may do when it can be neither read nor written
 */
public record LinesFile(Path path, String next) {
  /** Nothing while it is not there. */
  public List<String> read() {
    try {
      return Files.exists(path) ? Files.readAllLines(path, StandardCharsets.UTF_8) : List.of();
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  /** Replaces it as a whole, synced to disk. */
  public void write(List<String> lines) {
    String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    try {
      Durable.ensurePrivateDirectory(path.toAbsolutePath().getParent());
      Durable.replaceFile(path, text.getBytes(StandardCharsets.UTF_8), 0600);
    } catch (IOException e) {
      throw failed("write", e);
    }
  }

  private PortException failed(String act, IOException e) {
    return PortException.failed(
        "tried to %s %s but %s".formatted(act, path, Reason.of(e)), Reason.next(e, path, next), e);
  }
}
