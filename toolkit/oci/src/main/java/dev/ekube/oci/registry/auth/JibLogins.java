package dev.ekube.oci.registry.auth;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.registry.credentials.DockerConfigCredentialRetriever;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Logins through Jib's reader, which knows docker's file and every credential helper. Jib's factory
 * of readers is passed by, because it does not load without Google's libraries.
 */
final class JibLogins {
  private JibLogins() {}

  static Optional<Login> find(String registry, List<Path> files) throws IOException {
    for (Path file : files) {
      Optional<Credential> found = retrieve(registry, file);
      if (found.isPresent()) {
        Credential credential = found.get();
        return Optional.of(
            new Login(
                credential.getUsername(),
                credential.getPassword(),
                credential.isOAuth2RefreshToken()));
      }
    }
    return Optional.empty();
  }

  private static Optional<Credential> retrieve(String registry, Path file) throws IOException {
    try {
      return DockerConfigCredentialRetriever.create(registry, file).retrieve(event -> {});
    } catch (IOException e) {
      throw new IOException(
          "tried to find a login for "
              + registry
              + " in "
              + file
              + " but "
              + e.getMessage()
              + "; next: log in again with docker login or podman login",
          e);
    }
  }
}
