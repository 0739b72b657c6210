package dev.ekube.adapters.warewulf;

import dev.ekube.adapters.Reason;
import dev.ekube.apply.port.PortException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A private copy of nodes.conf for wwctl to write to, because wwctl truncates the file before it
 * writes it. The copy stands in a directory beside the real file, so on the same file system, and
 * takes its place by one rename. A lock that the kernel drops with the process keeps two of ekube's
 * processes apart; what a killed one left in the stage goes when the next one opens it.
 */
final class Stage implements AutoCloseable {
  private final Path real;
  private final Path directory;
  private final Path configuration;
  private final Disk disk;
  private final FileChannel lock;
  private String original = "";

  private Stage(WarewulfInstall install, Path real, Path home, Disk disk, FileChannel lock) {
    this.real = real;
    this.directory = home.resolve("stage");
    this.configuration = install.configuration();
    this.disk = disk;
    this.lock = lock;
  }

  static Stage open(WarewulfInstall install, Disk disk) {
    Path real = real(install);
    Path home = real.resolveSibling(".ekube");
    disk.directory(home);
    try {
      FileChannel channel =
          FileChannel.open(
              home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isLocked(channel)) {
        return new Stage(install, real, home, disk, channel);
      }
      channel.close();
      throw PortException.precondition(
          "tried to change %s but another ekube is at it".formatted(real),
          "wait until it has ended, then run again");
    } catch (IOException e) {
      throw PortException.failed(
          "tried to lock %s but %s".formatted(home, Reason.of(e)),
          Reason.next(e, home, "check access: ls -ld " + home),
          e);
    }
  }

  /** Removes what a killed process left, if it left anything. */
  static void recover(WarewulfInstall install, Disk disk) {
    if (Files.isDirectory(install.nodesConf().resolveSibling(".ekube").resolve("stage"))) {
      open(install, disk).close();
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static Path real(WarewulfInstall install) {
    try {
      return install.nodesConf().toRealPath();
    } catch (IOException e) {
      throw PortException.precondition(
          "tried to open %s but it is missing or out of reach".formatted(install.nodesConf()),
          "check with: ls -l " + install.nodesConf());
    }
  }

  /** Copies nodes.conf anew, with a warewulf.conf that leads wwctl to the copy. */
  String prepare() {
    disk.remove(directory);
    disk.directory(directory);
    disk.directory(directory.resolve("warewulf"));
    original = read(real);
    disk.write(nodesConf(), original, 0600);
    disk.write(configuration(), redirected(), 0600);
    return original;
  }

  private String redirected() {
    try {
      Map<String, Node> all = new LinkedHashMap<>(Yaml.entries(Yaml.compose(read(configuration))));
      Map<String, Node> paths = new LinkedHashMap<>();
      if (all.containsKey("paths")) {
        paths.putAll(Yaml.entries(all.get("paths")));
      }
      paths.put("sysconfdir", Yaml.scalar(directory.toString()));
      all.put("paths", Yaml.mapping(paths));
      return Yaml.serialize(Yaml.mapping(all));
    } catch (YamlEngineException e) {
      throw PortException.failed(
          "tried to read %s but it is no YAML".formatted(configuration),
          "correct it by hand; ekube has changed nothing",
          e);
    }
  }

  /** What {@code --warewulfconf} must name. */
  Path configuration() {
    return directory.resolve("warewulf.conf");
  }

  /** Writes what {@code node import} shall read. */
  Path importFile(String text) {
    Path file = directory.resolve("import.yaml");
    disk.write(file, text, 0600);
    return file;
  }

  /** The staged nodes.conf as it stands now. */
  String staged() {
    return read(nodesConf());
  }

  /** True while nobody else has changed the real file since {@link #prepare}. */
  boolean isCurrent() {
    return read(real).equals(original);
  }

  /** Puts the staged file in the real one's place, with the same owner, group and mode. */
  void publish() {
    disk.alike(nodesConf(), real);
    disk.rename(nodesConf(), real);
  }

  @Override
  public void close() {
    try (lock) {
      disk.remove(directory);
    } catch (IOException e) {
      throw PortException.failed(
          "tried to give the lock in %s back but %s".formatted(directory.getParent(), Reason.of(e)),
          "run again",
          e);
    }
  }

  private Path nodesConf() {
    return directory.resolve("warewulf").resolve("nodes.conf");
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw PortException.failed(
          "tried to read %s but %s".formatted(file, Reason.of(e)),
          Reason.next(e, file, "check access: ls -l " + file),
          e);
    }
  }
}
