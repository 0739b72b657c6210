package dev.ekube.oci.judge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A containerd of the test's own: root, state and socket in one folder. */
public final class Containerd implements AutoCloseable {
  private static final int TRIES = 100;

  private final Process process;
  private final Path socket;

  private Containerd(Process process, Path socket) {
    this.process = process;
    this.socket = socket;
  }

  public static Containerd start(Path folder) throws IOException, InterruptedException {
    Path socket = folder.resolve("c.sock");
    Path config = folder.resolve("config.toml");
    Files.writeString(
        config,
        """
        version = 2
        root = "%1$s/root"
        state = "%1$s/state"
        disabled_plugins = ["io.containerd.grpc.v1.cri", "io.containerd.internal.v1.opt"]
        [grpc]
          address = "%2$s"
        """
            .formatted(folder, socket));
    Process process =
        new ProcessBuilder("containerd", "--config", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("containerd.log").toFile())
            .start();
    Containerd containerd = new Containerd(process, socket);
    for (int i = 0; i < TRIES; i++) {
      if (Files.exists(socket) && containerd.ctr("version").status() == 0) {
        return containerd;
      }
      if (process.waitFor(200, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    containerd.close();
    throw new AssertionError(
        "containerd does not start: " + Files.readString(folder.resolve("containerd.log")));
  }

  public Programs.Said ctr(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("ctr", "-a", socket.toString(), "-n", "k8s.io"));
    command.addAll(List.of(arguments));
    return Programs.run(command);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
