package dev.ekube.cli.manager;

import dev.ekube.model.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The agent's jar, which is installed beside this program's own jars. */
final class AgentJar {
  private AgentJar() {}

  /** Absent where ekube runs from classes that were not packed, as in its own tests. */
  static Optional<Bytes> found() {
    try {
      Path own =
          Path.of(AgentJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path jar = own.resolveSibling("agent").resolve("agent.jar");
      return Files.isRegularFile(jar)
          ? Optional.of(Bytes.of(Files.readAllBytes(jar)))
          : Optional.empty();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the program's own place is no path", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
