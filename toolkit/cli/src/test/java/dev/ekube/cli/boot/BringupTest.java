package dev.ekube.cli.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.ExitCode;
import dev.ekube.model.NodeName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an apply does with nodes, against a cluster in memory. */
class BringupTest {
  private static final NodeName ONE = new NodeName("control1");
  private static final NodeName WORKER = new NodeName("worker0");

  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();
  private FakeTarget target;
  private boolean comes = true;
  private long now = 1_000_000;

  @BeforeEach
  void target() {
    target = new FakeTarget(folder);
  }

  private Bringup bringup() {
    AtomicLong seconds = new AtomicLong();
    Waiting waiting =
        new Waiting(
            Duration.ofSeconds(60),
            () -> Duration.ofSeconds(seconds.get()).toNanos(),
            seconds::incrementAndGet);
    return new Bringup(
        target,
        new Bringup.Watcher() {
          @Override
          public void tell(String line) {
            said.add(line);
          }

          @Override
          public boolean formed() {
            target.nodes.story.add("wait");
            return comes;
          }

          @Override
          public Waiting waiting() {
            return waiting;
          }
        },
        () -> now);
  }

  /** An apply that changes what a node is served. */
  private ExitCode applied(boolean agrees, NodeName... changed) {
    Bringup bringup = bringup();
    bringup.begin();
    for (NodeName node : changed) {
      target.served.merge(node, "1", String::concat);
    }
    return bringup.finish(question -> agrees);
  }

  @Test
  void whereNothingHasChangedNothingHappens() {
    assertThat(applied(false)).isEqualTo(ExitCode.DONE);
    assertThat(target.nodes.story).isEmpty();
  }

  @Test
  void nodesThatNobodyHearsOfAreBootedAtOnce() {
    target.nodes.phase = "waiting";
    target.nodes.silent.addAll(FakeCluster.CONTROL);
    assertThat(applied(true)).isEqualTo(ExitCode.DONE);
    assertThat(target.nodes.story)
        .containsExactly("expect " + FakeCluster.CONTROL, "wake " + FakeCluster.CONTROL, "wait");
  }

  @Test
  void aNodeOfAWorkingClusterIsRebootedByTheArbiter() {
    assertThat(applied(true, WORKER, ONE)).isEqualTo(ExitCode.DONE);
    assertThat(target.nodes.story).containsExactly("wait", "rolling [control1, worker0]", "wait");
  }

  @Test
  void whereNoClusterHasFormedOutdatedNodesAreRebootedAtOnce() {
    target.nodes.phase = "waiting";
    Bringup bringup = bringup();
    bringup.begin();
    target.served.replaceAll((node, digest) -> "2");
    Predicate<String> formsMeanwhile =
        question -> {
          assertThat(question).contains("control0, control1, control2, worker0 (4) to be rebooted");
          return true;
        };
    target.nodes.formsWhenTold = true;
    assertThat(bringup.finish(formsMeanwhile)).isEqualTo(ExitCode.DONE);
    assertThat(target.nodes.story)
        .contains("power " + FakeCluster.CONTROL, "power [worker0]")
        .doesNotContain("snapshot");
  }

  @Test
  void whoSaysNoIsToldWhatIsLeft() {
    target.nodes.silent.add(ONE);
    assertThat(applied(false, WORKER)).isEqualTo(ExitCode.DONE);
    assertThat(target.nodes.story).isEmpty();
    assertThat(said)
        .containsExactly(
            "control1 (1) not up, worker0 (1) up with what was applied before; next: ekube apply"
                + " --boot");
  }

  @Test
  void aRunThatWasCutGoesOn() {
    // Cut after the apply: the change has been made, and no node has booted.
    applied(false, WORKER);
    assertThat(applied(true)).isEqualTo(ExitCode.DONE);
    assertThat(target.nodes.story).contains("rolling [worker0]");

    target.nodes.story.clear();
    assertThat(applied(false)).isEqualTo(ExitCode.DONE);
    assertThat(target.nodes.story).as("it has booted").isEmpty();
  }

  @Test
  void aNodeThatWasRebootedByHandSinceTheApplyIsLeftAlone() {
    applied(false, WORKER);
    target.nodes.reboot(List.of(WORKER));
    target.nodes.story.clear();
    assertThat(applied(true)).isEqualTo(ExitCode.DONE);
    assertThat(target.nodes.story).isEmpty();
  }

  @Test
  void aNodeThatIsOnItsWayIsNotToldTwice() {
    target.nodes.silent.add(ONE);
    target.nodes.deaf.add(ONE);
    comes = false;
    assertThat(applied(true)).isEqualTo(ExitCode.FAILED);
    target.nodes.story.clear();

    now += 30_000;
    applied(true);
    assertThat(target.nodes.story).contains("wake []", "wait");

    target.nodes.story.clear();
    now += 60_000;
    applied(true);
    assertThat(target.nodes.story).contains("wake [control1]");
  }

  @Test
  void whoMustBeSwitchedOnByHandIsNamedAndWaitedFor() {
    target.nodes.silent.add(ONE);
    target.nodes.byHand.add(ONE);
    assertThat(applied(true)).isEqualTo(ExitCode.DONE);
    assertThat(said).contains("switch on by hand: control1");
    assertThat(target.nodes.story).endsWith("wait");
  }

  @Test
  void withoutAServiceNoNodeIsTouched() {
    target.serves = false;
    target.nodes.silent.add(ONE);
    assertThatThrownBy(() -> applied(true)).isInstanceOf(PortException.class);
    assertThat(target.nodes.story).isEmpty();
  }
}
