package dev.ekube.adapters.warewulf;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the Warewulf of this machine is. */
public final class SystemWarewulf {
  private SystemWarewulf() {}

  /** The program that EKUBE_WWCTL names, else the first wwctl in PATH. */
  public static Optional<Path> program(Map<String, String> environment) {
    String named = environment.getOrDefault("EKUBE_WWCTL", "");
    if (!named.isEmpty()) {
      return Optional.of(Path.of(named));
    }
    String path = environment.getOrDefault("PATH", "/usr/bin:/usr/sbin:/usr/local/bin");
    return Stream.of(path.split(File.pathSeparator, -1))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory).resolve("wwctl"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The configuration that EKUBE_WAREWULF_CONF or Warewulf's own WAREWULFCONF names. */
  public static Path configuration(Map<String, String> environment) {
    return Stream.of("EKUBE_WAREWULF_CONF", "WAREWULFCONF")
        .map(name -> environment.getOrDefault(name, ""))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .map(Path::of)
        .orElse(Path.of("/etc/warewulf/warewulf.conf"));
  }
}
