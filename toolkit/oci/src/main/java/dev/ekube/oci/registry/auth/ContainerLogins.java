package dev.ekube.oci.registry.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The logins of podman and docker, by file or by their credential helpers. The files are looked for
 * where both programs do (containers-auth.json(5)); Jib reads them.
 */
public final class ContainerLogins implements Logins {
  private final Map<String, String> environment;

  public ContainerLogins(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Optional<Login> find(String registry) throws IOException {
    List<Path> files = files().stream().filter(Files::isReadable).toList();
    // Jib's classes are many, so they are touched only where there is a file for them to read.
    return files.isEmpty() ? Optional.empty() : JibLogins.find(registry, files);
  }

  private List<Path> files() {
    List<Path> files = new ArrayList<>();
    add(files, "REGISTRY_AUTH_FILE", "");
    add(files, "XDG_RUNTIME_DIR", "containers/auth.json");
    add(files, "XDG_CONFIG_HOME", "containers/auth.json");
    add(files, "HOME", ".config/containers/auth.json");
    add(files, "DOCKER_CONFIG", "config.json");
    add(files, "HOME", ".docker/config.json");
    return files;
  }

  private void add(List<Path> files, String variable, String below) {
    String value = environment.getOrDefault(variable, "");
    if (!value.isEmpty()) {
      files.add(Path.of(value).resolve(below));
    }
  }
}
