package dev.ekube.agent.task;

import dev.ekube.agent.node.Durable;
import dev.ekube.agent.node.EtcdData;
import dev.ekube.agent.node.Layout;
import dev.ekube.agent.port.Deadline;
import dev.ekube.agent.port.Probes;
import dev.ekube.agent.port.Programs;
import dev.ekube.agent.port.Trouble;
import dev.ekube.machine.Data;
import dev.ekube.wal.Sealing;
import dev.ekube.wal.Wal;
import dev.ekube.wal.WalSealer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * EXPORT_DATA: makes a snapshot of everything that a stopped member holds, what it has only in its
 * log included, and hands it to the manager.
 *
 * <p>All of it happens on a copy, so the data itself stays what it was until a new epoch replaces
 * it. The copy's log is sealed; etcd applies it, alone and on sockets in a folder that nobody else
 * may enter; once it is stopped its database is complete, and with its digest behind it, it is a
 * snapshot in the format of {@code etcdctl snapshot save}.
 */
final class Exporting {
  private static final Pattern REVISION = Pattern.compile("\"revision\":([0-9]+)");

  private final Layout layout;
  private final EtcdData data;
  private final Programs programs;
  private final Probes probes;
  private final Transfer transfer;
  private final String name;

  Exporting(
      Layout layout,
      EtcdData data,
      Programs programs,
      Probes probes,
      Transfer transfer,
      String name) {
    this.layout = layout;
    this.data = data;
    this.programs = programs;
    this.probes = probes;
    this.transfer = transfer;
    this.name = name;
  }

  void export(int epoch, Deadline deadline) throws IOException, Trouble {
    if (!(data.look() instanceof Data.Holds held && held.epoch() == epoch)) {
      throw new Trouble("there is no data of epoch " + epoch + " here");
    }
    if (data.isRunning()) {
      throw new Trouble("etcd is running on the data");
    }
    Path work = layout.scratch().resolve("export");
    Durable.privateFolder(layout.scratch());
    Durable.deleteTree(work);
    copy(layout.member(), work.resolve("member"), deadline);
    Wal sealed = seal(work.resolve("member/wal"));
    apply(work, deadline);
    Path snapshot = work.resolve("member/snap/db");
    byte[] digest = Digest.of(snapshot);
    Files.write(snapshot, digest, StandardOpenOption.APPEND);
    transfer.send(
        new Transfer.Export(
            epoch,
            snapshot,
            Files.size(snapshot),
            HexFormat.of().formatHex(Digest.of(snapshot)),
            revision(snapshot, deadline),
            sealed.last().index()),
        deadline);
    Durable.deleteTree(work);
  }

  private static Wal seal(Path folder) throws Trouble {
    return switch (WalSealer.seal(folder)) {
      case Sealing.Sealed done -> done.now();
      case Sealing.Unneeded unneeded -> unneeded.wal();
      case Sealing.Refused refused -> throw new Trouble(refused.why());
    };
  }

  /** Lets etcd apply the whole log to its database. */
  private void apply(Path work, Deadline deadline) throws IOException, Trouble {
    Path sockets = layout.run().resolve("export");
    Durable.deleteTree(sockets);
    Durable.privateFolder(sockets);
    int port = freePort();
    List<String> command =
        List.of(
            "etcd",
            "--name=" + name,
            "--data-dir=" + work,
            "--force-new-cluster",
            "--listen-client-urls=unix://" + sockets.resolve("client"),
            // etcd wants a port here, although nobody is to come.
            "--advertise-client-urls=http://127.0.0.1:1",
            "--listen-peer-urls=unix://" + sockets.resolve("peer"),
            "--listen-metrics-urls=http://127.0.0.1:" + port);
    try (Programs.Running etcd = programs.start(command, work.resolve("etcd.log"))) {
      Optional<String> trouble = probes.unhealthy(port);
      while (trouble.isPresent()) {
        if (!etcd.isAlive()) {
          throw new Trouble("etcd ended on its copy: " + end(work.resolve("etcd.log")));
        }
        if (!deadline.pause(50)) {
          deadline.check("waiting for etcd on its copy (" + trouble.orElseThrow() + ")");
        }
        trouble = probes.unhealthy(port);
      }
      etcd.stop(deadline);
    } finally {
      Durable.deleteTree(sockets);
    }
  }

  private Optional<Long> revision(Path snapshot, Deadline deadline) throws Trouble {
    String status =
        programs.run(
            List.of("etcdutl", "snapshot", "status", snapshot.toString(), "-w", "json"), deadline);
    Matcher revision = REVISION.matcher(status);
    if (!revision.find()) {
      throw new Trouble("the snapshot that was made cannot be read: " + status);
    }
    return Optional.of(Long.parseLong(revision.group(1)));
  }

  /** The copy of a running process's files would be torn; this member is stopped. */
  private static void copy(Path from, Path to, Deadline deadline) throws IOException, Trouble {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        deadline.check("copying the data");
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Durable.privateFolder(target);
        } else {
          copySparse(path, target);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Leaves out blocks of zeros: etcd reserves 64 MB for a log that is nearly empty. */
  private static void copySparse(Path from, Path to) throws IOException {
    byte[] block = new byte[64 << 10];
    byte[] zeros = new byte[block.length];
    try (var in = Files.newInputStream(from);
        var out =
            Files.newByteChannel(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long at = 0;
      for (int read = in.readNBytes(block, 0, block.length);
          read > 0;
          read = in.readNBytes(block, 0, block.length)) {
        boolean last = read < block.length;
        if (last || !Arrays.equals(block, zeros)) {
          out.position(at);
          out.write(ByteBuffer.wrap(block, 0, read));
        }
        at += read;
      }
      if (out.size() < at) {
        out.position(at - 1);
        out.write(ByteBuffer.wrap(zeros, 0, 1));
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String end(Path log) throws IOException {
    String text = Durable.read(log).orElse("");
    return text.substring(Math.max(0, text.length() - 500)).strip();
  }
}
