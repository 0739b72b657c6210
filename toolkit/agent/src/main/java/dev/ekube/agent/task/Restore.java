package dev.ekube.agent.task;

import dev.ekube.agent.node.Durable;
import dev.ekube.agent.node.EtcdData;
import dev.ekube.agent.node.Layout;
import dev.ekube.agent.port.Deadline;
import dev.ekube.agent.port.Programs;
import dev.ekube.agent.port.Trouble;
import dev.ekube.machine.Data;
import dev.ekube.machine.Order;
import dev.ekube.machine.SnapshotRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** FETCH_SNAPSHOT and RESTORE_DATA. */
final class Restore {
  private static final String BUMP = "1000000000";

  private final Layout layout;
  private final EtcdData data;
  private final Programs programs;
  private final Transfer transfer;
  private final String cluster;

  Restore(Layout layout, EtcdData data, Programs programs, Transfer transfer, String cluster) {
    this.layout = layout;
    this.data = data;
    this.programs = programs;
    this.transfer = transfer;
    this.cluster = cluster;
  }

  /** Brings the snapshot here; one that is here already and whole is not fetched again. */
  void fetch(Order.Restore order, Deadline deadline) throws IOException, Trouble {
    SnapshotRef snapshot = order.snapshot();
    Durable.privateFolder(layout.etcd());
    Durable.privateFolder(layout.scratch());
    Path file = file(snapshot);
    if (Files.exists(file) && Files.size(file) > snapshot.bytes()) {
      Files.delete(file);
    }
    if (!Files.exists(file) || Files.size(file) < snapshot.bytes()) {
      transfer.fetch(snapshot, file, deadline);
    }
    if (!Digest.hex(file).equals(snapshot.sha256())) {
      Files.delete(file);
      throw new Trouble("the snapshot " + snapshot.id() + " arrived damaged");
    }
  }

  /**
   * Restores into a folder aside, which then becomes the data with one rename. The revision leaps,
   * so that no watcher sees time go back.
   */
  void restore(Order.Restore order, Deadline deadline) throws IOException, Trouble {
    int epoch = order.epoch();
    if (data.look() instanceof Data.Holds held && held.epoch() == epoch) {
      return;
    }
    if (Files.exists(layout.member())) {
      throw new Trouble("there is other data in " + layout.member());
    }
    String name = order.ticket().node().value();
    Path aside = layout.scratch().resolve("restored");
    Durable.deleteTree(aside);
    programs.run(
        List.of(
            "etcdutl",
            "snapshot",
            "restore",
            file(order.snapshot()).toString(),
            "--name",
            name,
            "--initial-cluster",
            order.members().entrySet().stream()
                .map(member -> member.getKey() + "=" + member.getValue())
                .collect(Collectors.joining(",")),
            "--initial-cluster-token",
            cluster + "-" + epoch,
            "--initial-advertise-peer-urls",
            order.members().get(order.ticket().node()),
            "--data-dir",
            aside.toString(),
            "--bump-revision",
            BUMP,
            "--mark-compacted"),
        deadline);
    deadline.check("restoring the snapshot");
    data.adopt(aside.resolve("member"), epoch);
    Durable.deleteTree(layout.scratch());
  }

  private Path file(SnapshotRef snapshot) throws Trouble {
    if (!snapshot.sha256().matches("[0-9a-f]{64}")) {
      throw new Trouble("not a digest: " + snapshot.sha256());
    }
    return layout.scratch().resolve(snapshot.sha256() + ".snapshot");
  }
}
