package dev.ekube.cli.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.boot.Intent.Manner;
import dev.ekube.model.ClusterName;
import dev.ekube.model.NodeName;
import dev.ekube.model.Recovery.TotalLoss;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RestartTest {
  private static final String ALL = "[control0, control1, control2]";

  private final FakeCluster cluster = new FakeCluster();
  private final List<String> said = new ArrayList<>();

  private Restart restart(Manner manner, TotalLoss policy) {
    AtomicLong seconds = new AtomicLong();
    return new Restart(
        new Intent(
            new ClusterName("demo"), FakeCluster.CONTROL, FakeCluster.WORKERS, manner, policy),
        cluster,
        cluster,
        new Waiting(
            Duration.ofSeconds(60),
            () -> Duration.ofSeconds(seconds.get()).toNanos(),
            seconds::incrementAndGet),
        said::add);
  }

  private void run(Manner manner, TotalLoss policy) {
    Restart restart = restart(manner, policy);
    restart.run(restart.look());
  }

  @Test
  void aSnapshotIsTakenBeforeAnythingBootsAndThePolicyRestoresIt() {
    run(Manner.KEEP, TotalLoss.RESTORE);
    assertThat(cluster.story)
        .containsExactly(
            "snapshot", "expect " + ALL, "power " + ALL, "expect [worker0]", "power [worker0]");
    assertThat(said)
        .contains("snapshot 4-0 at revision 100", "all 4 nodes are Ready, epoch 5")
        .contains("control2 has booted (3 of 3)");
  }

  @ParameterizedTest
  @EnumSource(names = {"RECREATE", "HOLD"})
  void whereThePolicyWouldGiveUpTheDataTheSnapshotIsNamed(TotalLoss policy) {
    run(Manner.KEEP, policy);
    assertThat(cluster.story).endsWith("new epoch from 4-0");
  }

  @Test
  void emptyStartsFromNothingOnceTheNodesHaveBooted() {
    run(Manner.EMPTY, TotalLoss.RESTORE);
    assertThat(cluster.story).startsWith("snapshot").endsWith("new epoch from nothing");
  }

  @Test
  void rollingLeavesTheOrderToTheArbiter() {
    run(Manner.ROLLING, TotalLoss.RESTORE);
    assertThat(cluster.story).containsExactly("rolling [control0, control1, control2, worker0]");
  }

  @Test
  void rollingStopsWhenTheArbiterRaisesAnAlarm() {
    cluster.breaksRolling = true;
    assertThatThrownBy(() -> run(Manner.ROLLING, TotalLoss.RESTORE))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("control1 has not come back");
    assertThat(cluster.story).endsWith("cancel");
  }

  @Test
  void rollingNeedsAClusterThatIsReady() {
    cluster.phase = "formed";
    assertThatThrownBy(() -> restart(Manner.ROLLING, TotalLoss.RESTORE).look())
        .hasMessageContaining("not ready");
    assertThat(cluster.story).isEmpty();
  }

  @Test
  void aNodeThatDidNotBootIsNamedAndNoWorkerIsTouched() {
    cluster.deaf.add(new NodeName("control1"));
    assertThatThrownBy(() -> run(Manner.KEEP, TotalLoss.RESTORE))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("new boot ids of control1");
    assertThat(cluster.story).endsWith("power " + ALL);
  }

  @Test
  void whatHasNeverFormedHasNoSnapshot() {
    cluster.phase = "waiting";
    Restart restart = restart(Manner.KEEP, TotalLoss.RESTORE);
    var before = restart.look();
    cluster.phase = "ready";
    restart.run(before);
    assertThat(cluster.story).doesNotContain("snapshot");
  }

  @Test
  void nothingIsRestartedWhileTheJournalIsLost() {
    cluster.phase = "adopting";
    assertThatThrownBy(() -> restart(Manner.KEEP, TotalLoss.RESTORE).look())
        .hasMessageContaining("journal was lost");
  }
}
