package dev.ekube.lab.host;

import dev.ekube.adapters.Reason;
import dev.ekube.adapters.files.Durable;
import dev.ekube.apply.port.PortException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where a lab keeps what it has on the host. */
public record LabFolder(Path root) {
  /** A Unix socket's path has at most 107 bytes (unix(7)). */
  private static final int SOCKET_LENGTH = 107;

  private static final String MARK = "lab.json";

  public LabFolder {
    root = root.toAbsolutePath().normalize();
  }

  /** The folder of the labs of a user. */
  public static Path home(Map<String, String> environment) {
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    Path base =
        state.isEmpty()
            ? Path.of(environment.getOrDefault("HOME", "/root")).resolve(".local/state")
            : Path.of(state);
    return base.resolve("ekube/lab");
  }

  /** The labs that a user has, in order of names. */
  public static List<LabFolder> all(Path home) {
    if (!Files.isDirectory(home)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(home)) {
      return folders.sorted().map(LabFolder::new).filter(LabFolder::exists).toList();
    } catch (IOException e) {
      throw failed("read " + home, e);
    }
  }

  /** True when a lab has been made here. */
  public boolean exists() {
    return Files.exists(settings());
  }

  /** What the lab was made with. */
  public Path settings() {
    return root.resolve(MARK);
  }

  /** The manager's state, as {@code EKUBE_STATE_DIR}. */
  public Path state() {
    return root.resolve("state");
  }

  /** The manager's socket is in it, as {@code EKUBE_RUN_DIR}. */
  public Path run() {
    return root.resolve("run");
  }

  public Path serveLog() {
    return root.resolve("serve.log");
  }

  /** Which process the manager is. */
  public Path servePid() {
    return root.resolve("serve.pid");
  }

  /** Patches of the cluster's objects that containers need. */
  public Path patches() {
    return root.resolve("patches");
  }

  public Path kubeconfig() {
    return root.resolve("kubeconfig");
  }

  /** Makes it, for its owner alone; a folder that holds something else is refused. */
  public void create() {
    if (run().resolve("ekube.sock").toString().length() > SOCKET_LENGTH) {
      throw PortException.precondition(
          "tried to make the lab in " + root + " but that path is too long for a socket in it",
          "name a shorter one: --dir DIR");
    }
    try {
      if (Files.isDirectory(root) && !exists()) {
        refuseStrangers();
      }
      Files.createDirectories(
          root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw failed("make the lab's folder " + root, e);
    }
  }

  private void refuseStrangers() throws IOException {
    try (Stream<Path> inside = Files.list(root)) {
      if (inside.findAny().isPresent()) {
        throw PortException.precondition(
            "tried to make the lab in " + root + " but the folder holds something else",
            "name a new or empty one: --dir DIR");
      }
    }
  }

  /**
   * Removes it, if it is a lab's; what marks it as one goes last, so that a cut is gone on with.
   */
  public void remove() {
    if (!exists()) {
      return;
    }
    try (Stream<Path> inside = Files.list(root)) {
      for (Path path : inside.filter(path -> !path.equals(settings())).toList()) {
        Durable.deleteTree(path);
      }
      Durable.deleteTree(root);
    } catch (IOException e) {
      throw failed("remove the lab's folder " + root, e);
    }
  }

  /** Writes one of its files, for the owner alone. */
  public void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Durable.replaceFile(file, text.getBytes(StandardCharsets.UTF_8), 0600);
    } catch (IOException e) {
      throw failed("write " + file, e);
    }
  }

  static PortException failed(String doing, IOException e) {
    return PortException.failed(
        "tried to " + doing + " but " + Reason.of(e), "name another folder: --dir DIR", e);
  }
}
