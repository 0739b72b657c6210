package dev.ekube.model;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds the real programs that tests judge ekube by, such as {@code etcd} or {@code kubeadm}: those
 * that {@code lab/fixtures/build} made, else those of the machine.
 */
public final class RealBinary {
  private RealBinary() {}

  /** The program, when it is there: {@code EKUBE_FIXTURES}, then the cache folder, then PATH. */
  public static Optional<Path> find(String name) {
    return find(name, System.getenv());
  }

  /**
   * The program, or the end of the test that needs it: JUnit counts it as skipped, and the reason
   * is printed.
   */
  public static Path need(String name) {
    Optional<Path> found = find(name);
    Assumptions.assumeTrue(
        found.isPresent(),
        () -> "no " + name + " on this machine; `lab/fixtures/build all` would make one");
    return found.orElseThrow();
  }

  static Optional<Path> find(String name, Map<String, String> environment) {
    return folders(environment).stream()
        .map(folder -> folder.resolve(name))
        .filter(program -> Files.isRegularFile(program) && Files.isExecutable(program))
        .findFirst();
  }

  private static List<Path> folders(Map<String, String> environment) {
    List<Path> folders = new ArrayList<>();
    value(environment, "EKUBE_FIXTURES").ifPresent(at -> folders.add(Path.of(at, "bin")));
    value(environment, "XDG_CACHE_HOME")
        .or(() -> value(environment, "HOME").map(home -> home + "/.cache"))
        .ifPresent(cache -> folders.add(Path.of(cache, "ekube", "fixtures", "bin")));
    value(environment, "PATH").stream()
        .flatMap(path -> List.of(path.split(File.pathSeparator, -1)).stream())
        .filter(entry -> !entry.isEmpty())
        .map(Path::of)
        .forEach(folders::add);
    return folders;
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }
}
