package dev.ekube.manager.snapshot;

import dev.ekube.etcd.gateway.Answer;
import dev.ekube.etcd.gateway.EtcdGateway;
import dev.ekube.model.RealBinary;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Snapshots of a real etcd of one member; the test is skipped where there is none. */
public final class RealSnapshot {
  private RealSnapshot() {}

  /** Writes so many keys and then a snapshot into a file; gives the revision in it. */
  public static long take(Path folder, Path file, int keys) throws IOException {
    Path etcd = RealBinary.need("etcd");
    String client = "http://127.0.0.1:" + freePort();
    String peer = "http://127.0.0.1:" + freePort();
    Process process =
        new ProcessBuilder(
                etcd.toString(),
                "--data-dir=" + folder.resolve("etcd"),
                "--listen-client-urls=" + client,
                "--advertise-client-urls=" + client,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=default=" + peer,
                "--unsafe-no-fsync")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("etcd.log").toFile())
            .start();
    try (EtcdGateway gateway = EtcdGateway.plain(Duration.ofSeconds(5))) {
      URI url = URI.create(client);
      awaitHealth(gateway, url);
      long revision = 0;
      for (int i = 0; i < keys; i++) {
        revision = value(gateway.put(url, "key" + i, "value"));
      }
      value(gateway.snapshot(url, file, Duration.ofSeconds(5), (done, left) -> {}));
      return revision;
    } finally {
      process.destroyForcibly();
      awaitEnd(process);
    }
  }

  private static void awaitHealth(EtcdGateway gateway, URI url) {
    long end = System.nanoTime() + 20_000_000_000L;
    while (!(gateway.health(url) instanceof Answer.Ok)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("etcd did not answer");
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static void awaitEnd(Process process) {
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static <T> T value(Answer<T> answer) throws IOException {
    if (answer instanceof Answer.Ok<T> ok) {
      return ok.value();
    }
    throw new IOException(answer.toString());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
