package dev.ekube.cli.manager;

import dev.ekube.model.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The agent's jar, which is installed beside this program's own jars. */
final class AgentJar {
  private AgentJar() {}

  /** Absent where ekube runs from classes that were not packed, as in its own tests. */
  static Optional<Bytes> found() {
    // The protection domain does not know the jar of a class that came from a class archive.
    URL own = AgentJar.class.getResource("AgentJar.class");
    try {
      if (own == null || !(own.openConnection() instanceof JarURLConnection packed)) {
        return Optional.empty();
      }
      Path jar =
          Path.of(packed.getJarFileURL().toURI()).resolveSibling("agent").resolve("agent.jar");
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
