package dev.ekube.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.machine.Order;
import dev.ekube.machine.SnapshotRef;
import dev.ekube.machine.arbiter.ArbiterState;
import dev.ekube.machine.arbiter.Phase;
import dev.ekube.manager.net.Limits;
import dev.ekube.manager.snapshot.RealSnapshot;
import dev.ekube.manager.snapshot.Shelf;
import dev.ekube.model.Cluster;
import dev.ekube.model.Clusters;
import dev.ekube.model.Node;
import dev.ekube.wire.ManagerMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal is lost, and every node has lost its data: what lies on the disk comes back. */
class LostJournalTest {
  private final Cluster cluster = Clusters.demo();

  @TempDir private Path state;
  @TempDir private Path aside;

  private Path folder;
  private SnapshotRef newest;

  @BeforeEach
  void keepTwoSnapshotsAndADamagedOne() throws IOException {
    folder = state.resolve("clusters").resolve(cluster.name().value());
    Path file = aside.resolve("taken.db");
    long revision = RealSnapshot.take(aside, file, 5);
    byte[] bytes = Files.readAllBytes(file);
    Shelf shelf = Shelf.open(folder.resolve("snapshots"));
    newest = shelf.keep(file, 3, revision, 12);
    bytes[bytes.length / 2] ^= 1;
    Path damaged = Files.write(aside.resolve("damaged.db"), bytes);
    shelf.keep(damaged, 4, revision, 12);
  }

  private TestService start() throws IOException {
    return TestService.start(state, cluster, Limits.DEFAULT);
  }

  private void loseJournal() throws IOException {
    try (TestService service = start()) {
      assertThat(service.log()).contains("cluster opened");
    }
    Files.delete(folder.resolve("arbiter").resolve("journal"));
  }

  private static ArbiterState begun(TestService service) {
    long end = System.nanoTime() + 10_000_000_000L;
    while (service.service().clusters().getFirst().state().isEmpty()) {
      assertThat(System.nanoTime()).as("the arbiter begins in time").isLessThan(end);
      LockSupport.parkNanos(10_000_000);
    }
    return service.service().clusters().getFirst().state().orElseThrow();
  }

  @Test
  void theNewestSoundSnapshotIsRestoredUnderANewEpoch() throws IOException {
    loseJournal();
    try (TestService service = start()) {
      List<TestAgent.Line> lines = new ArrayList<>();
      for (Node node : cluster.controlNodes()) {
        TestAgent agent = new TestAgent(cluster, node, "boot-" + node.name());
        agent.enrol(service.address());
        lines.add(agent.greet(service.address()));
      }
      for (TestAgent.Line line : lines) {
        ManagerMessage.Ordered ordered = line.hear(ManagerMessage.Ordered.class);
        while (!(ordered.order() instanceof Order.Restore)) {
          ordered = line.hear(ManagerMessage.Ordered.class);
        }
        Order.Restore restore = (Order.Restore) ordered.order();
        assertThat(restore.snapshot().id()).isEqualTo(newest.id());
        assertThat(restore.snapshot().sha256()).isEqualTo(newest.sha256());
        assertThat(restore.epoch()).isGreaterThanOrEqualTo(103);
        line.close();
      }
      assertThat(begun(service).ledger().story()).contains("restored from snapshot " + newest.id());
    }
  }

  @Test
  void whatIsDamagedStaysAndIsNamed() throws IOException {
    loseJournal();
    try (TestService service = start()) {
      assertThat(begun(service).ledger().snapshots()).extracting(SnapshotRef::id).hasSize(1);
      assertThat(service.log()).contains("left alone", "e4-r");
      try (var files = Files.list(folder.resolve("snapshots"))) {
        assertThat(files).hasSize(2);
      }
    }
  }

  /** All but the snapshots is gone: the cluster must not pass for one that has never been. */
  @Test
  void withNothingButSnapshotsNothingIsFoundedBeforeAllAreHeard() throws IOException {
    try (TestService service = start()) {
      ArbiterState state = begun(service);
      assertThat(state.ledger().phase()).isInstanceOf(Phase.Adopting.class);
      assertThat(state.alarms()).anyMatch(alarm -> alarm.contains("a snapshot of epoch 3"));
    }
  }

  @Test
  void aSnapshotThatIsGoneIsWrittenOffWithAnAlarm() throws IOException {
    loseJournal();
    start().close();
    Files.delete(folder.resolve("snapshots").resolve(newest.id()));
    try (TestService service = start()) {
      ArbiterState state = begun(service);
      assertThat(state.ledger().snapshots()).isEmpty();
      assertThat(state.alarms()).anyMatch(alarm -> alarm.contains(newest.id()));
    }
  }

  /** A damaged journal keeps this cluster from being served, and the page of health says so. */
  @Test
  void aClusterThatCannotBeServedIsNoGoodHealth() throws IOException {
    try (TestService service = start()) {
      assertThat(service.service().troubles()).isEmpty();
    }
    Files.writeString(folder.resolve("arbiter").resolve("journal"), "no journal at all, but long");
    try (TestService service = start()) {
      assertThat(service.service().troubles())
          .singleElement()
          .asString()
          .contains("is not served", "journal");
    }
  }
}
