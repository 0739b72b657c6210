package dev.ekube.agent.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.agent.node.Durable;
import dev.ekube.agent.node.EtcdData;
import dev.ekube.agent.node.Layout;
import dev.ekube.agent.node.NodePrograms;
import dev.ekube.agent.node.PortProbes;
import dev.ekube.agent.node.ProcProcesses;
import dev.ekube.agent.port.Deadline;
import dev.ekube.agent.port.Programs;
import dev.ekube.agent.port.Trouble;
import dev.ekube.machine.Data;
import dev.ekube.machine.Incarnation;
import dev.ekube.machine.Order;
import dev.ekube.machine.SnapshotRef;
import dev.ekube.machine.Ticket;
import dev.ekube.model.NodeName;
import dev.ekube.model.RealBinary;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Export and restore with the real etcd and etcdutl. */
@Timeout(120)
class RealEtcdTest {
  private static final NodeName NODE = new NodeName("control0");
  private static final String PEER = "http://127.0.0.1:1";

  @TempDir Path folder;
  private final PortProbes probes = new PortProbes();
  private final List<Programs.Running> running = new ArrayList<>();
  private NodePrograms programs;
  private int port;

  /** Keeps an export instead of sending it, and gives it back. */
  private final class Keeper implements Transfer {
    private Optional<Export> kept = Optional.empty();

    @Override
    public void send(Export export, Deadline deadline) throws Trouble {
      try {
        Files.copy(export.file(), folder.resolve("kept"));
      } catch (IOException e) {
        throw new Trouble("keeping", e);
      }
      kept = Optional.of(export);
    }

    @Override
    public void fetch(SnapshotRef snapshot, Path into, Deadline deadline) throws Trouble {
      try {
        Files.copy(folder.resolve("kept"), into);
      } catch (IOException e) {
        throw new Trouble("fetching", e);
      }
    }
  }

  @BeforeEach
  void programs() {
    Path etcd = RealBinary.need("etcd");
    RealBinary.need("etcdctl");
    RealBinary.need("etcdutl");
    programs = new NodePrograms(List.of(etcd.getParent()));
  }

  @AfterEach
  void end() {
    running.forEach(Programs.Running::close);
  }

  @Test
  void whatAKilledMemberHeldIsThereAfterExportAndRestore() throws Exception {
    Layout old = new Layout(folder.resolve("old"));
    EtcdData oldData = data(old);
    oldData.mark(1);
    Programs.Running member = etcd(old, "new", "demo-1");
    for (int i = 0; i < 20; i++) {
      etcdctl("put", "key" + i, "value" + i);
    }
    // Killed: the log does not say yet that its last entries are committed.
    member.close();
    assertThat(stopped(oldData)).isEqualTo(1);

    Keeper keeper = new Keeper();
    export(old, oldData, keeper, 1);

    Transfer.Export export = keeper.kept.orElseThrow();
    assertThat(export.revision()).contains(21L);
    assertThat(old.scratch().resolve("export")).doesNotExist();
    assertThat(oldData.look().epochHeld()).isEqualTo(1);

    Layout fresh = new Layout(folder.resolve("fresh"));
    EtcdData freshData = data(fresh);
    restore(fresh, freshData, keeper, order(2, export));
    assertThat(freshData.look()).isInstanceOf(Data.Holds.class);
    assertThat(freshData.look().epochHeld()).isEqualTo(2);
    etcd(fresh, "new", "demo-2");
    assertThat(etcdctl("get", "key19", "--print-value-only")).isEqualToIgnoringNewLines("value19");
    assertThat(etcdctl("get", "key0", "-w", "json")).contains("\"revision\":1000000021");
  }

  @Test
  void anExportIsCutAndDoneAgain() throws Exception {
    Layout layout = new Layout(folder.resolve("node"));
    EtcdData data = data(layout);
    data.mark(1);
    Programs.Running member = etcd(layout, "new", "demo-1");
    etcdctl("put", "a", "b");
    member.stop(Deadline.in(10_000));
    Deadline abandoned = Deadline.in(60_000);
    abandoned.abandon();

    assertThatThrownBy(() -> exporting(layout, data, new Keeper()).export(1, abandoned))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("given up");

    Keeper keeper = new Keeper();
    export(layout, data, keeper, 1);
    assertThat(keeper.kept).isPresent();
    assertThatThrownBy(() -> export(layout, data, keeper, 2))
        .hasMessage("there is no data of epoch 2 here");
  }

  @Test
  void aSnapshotThatIsNoneIsRefusedInWords() throws Exception {
    Layout layout = new Layout(folder.resolve("node"));
    EtcdData data = data(layout);
    Files.writeString(folder.resolve("kept"), "no snapshot");
    String digest = Digest.hex(folder.resolve("kept"));
    Transfer.Export fake =
        new Transfer.Export(1, folder.resolve("kept"), 11, digest, Optional.empty(), 0);

    assertThatThrownBy(() -> restore(layout, data, new Keeper(), order(2, fake)))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("etcdutl snapshot restore ended with 1");
    assertThat(data.look()).isEqualTo(new Data.Empty());
  }

  private static int stopped(EtcdData data) {
    return data.look() instanceof Data.Holds held && held.end().isPresent() ? held.epoch() : 0;
  }

  private static Order.Restore order(int epoch, Transfer.Export export) {
    return new Order.Restore(
        new Ticket(epoch, NODE, new Incarnation("boot")),
        Order.members(Map.of(NODE, PEER)),
        new SnapshotRef("s", 1, 0, export.index(), export.sha256(), export.bytes()));
  }

  private void export(Layout layout, EtcdData data, Keeper keeper, int epoch) throws Exception {
    exporting(layout, data, keeper).export(epoch, Deadline.in(60_000));
  }

  private Exporting exporting(Layout layout, EtcdData data, Keeper keeper) {
    return new Exporting(layout, data, programs, probes, keeper, NODE.value());
  }

  private void restore(Layout layout, EtcdData data, Keeper keeper, Order.Restore order)
      throws Exception {
    Restore restore = new Restore(layout, data, programs, keeper, "demo");
    restore.fetch(order, Deadline.in(60_000));
    restore.restore(order, Deadline.in(60_000));
  }

  private static EtcdData data(Layout layout) throws IOException {
    Durable.privateFolder(layout.run());
    return new EtcdData(layout, new ProcProcesses(Path.of("/proc")));
  }

  private Programs.Running etcd(Layout layout, String state, String token) throws Exception {
    port = freePort();
    int metrics = freePort();
    String client = "http://127.0.0.1:" + port;
    Programs.Running etcd =
        programs.start(
            List.of(
                "etcd",
                "--name=" + NODE,
                "--data-dir=" + layout.etcd(),
                "--listen-client-urls=" + client,
                "--advertise-client-urls=" + client,
                "--listen-peer-urls=http://127.0.0.1:" + freePort(),
                "--initial-advertise-peer-urls=" + PEER,
                "--initial-cluster=" + NODE + "=" + PEER,
                "--initial-cluster-token=" + token,
                "--initial-cluster-state=" + state,
                "--listen-metrics-urls=http://127.0.0.1:" + metrics),
            folder.resolve("etcd.log"));
    running.add(etcd);
    Deadline deadline = Deadline.in(30_000);
    while (probes.unhealthy(metrics).isPresent()) {
      assertThat(deadline.pause(50)).as(Files.readString(folder.resolve("etcd.log"))).isTrue();
    }
    return etcd;
  }

  private String etcdctl(String... arguments) throws Trouble {
    List<String> command = new ArrayList<>(List.of("etcdctl", "--endpoints=127.0.0.1:" + port));
    command.addAll(List.of(arguments));
    return programs.run(command, Deadline.in(20_000));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
