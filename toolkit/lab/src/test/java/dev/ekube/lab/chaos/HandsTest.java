package dev.ekube.lab.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.apply.port.PortException;
import dev.ekube.lab.Lab;
import dev.ekube.lab.engine.Containers.State;
import dev.ekube.lab.engine.DemoLab;
import dev.ekube.lab.engine.FakeEngine;
import dev.ekube.lab.engine.NodeContainer;
import dev.ekube.lab.host.LabFolder;
import dev.ekube.lab.host.ManagerProcess;
import dev.ekube.model.NodeName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done to a lab by a plan, against an engine in memory. */
class HandsTest {
  private static final NodeName C0 = new NodeName("control0");
  private static final NodeName C1 = new NodeName("control1");
  private static final Who FIRST = new Who.Named(C0);

  @TempDir Path folder;
  private final FakeEngine engine = new FakeEngine();
  private final List<String> cables = new ArrayList<>();
  private final Lab lab = DemoLab.on(engine, cables);
  private long now;
  private ManagerProcess manager;
  private Hands hands;

  /** Sees that control1 leads and holds the address, and a snapshot of revision 40. */
  private static final class Sight implements Observer {
    @Override
    public Optional<NodeName> leader() {
      return Optional.of(C1);
    }

    @Override
    public Optional<NodeName> holder() {
      return Optional.empty();
    }

    @Override
    public long snapshot() {
      return 40;
    }

    @Override
    public void booting(List<NodeName> nodes) {
      assertThat(nodes).isNotEmpty();
    }

    @Override
    public boolean hasFinished(NodeName node, int tasks) {
      return tasks < 3;
    }
  }

  @BeforeEach
  void begin() {
    LabFolder home = new LabFolder(folder);
    home.create();
    manager = new ManagerProcess(home, List.of("sleep", "60"));
    manager.start();
    hands = new Hands(lab, manager, new Sight(), () -> now += 100_000_000_000L);
    lab.plan().nodes().values().forEach(engine::start);
    engine.calls.clear();
  }

  @AfterEach
  void end() {
    manager.kill();
  }

  private static Round round(Promise promise, Act... acts) {
    return new Round("case", "what", List.of(acts), promise);
  }

  private State state(NodeName node) {
    NodeContainer container = lab.plan().nodes().get(node);
    return engine.containers.get(container.name()).state();
  }

  @Test
  void theLeaderIsWhoLedWhenTheRoundBegan() {
    Who leader = new Who.Leader();

    Hands.Done done =
        hands.run(round(Promise.ALL, new Act.Kill(List.of(leader)), new Act.Boot(List.of(leader))));

    assertThat(done.booted()).containsExactly(C1);
    assertThat(done.bound()).isEqualTo(Writes.Bound.NOTHING);
    assertThat(engine.calls.getFirst()).startsWith("kill ").endsWith("control1");
    assertThat(state(C1)).isEqualTo(State.RUNNING);
  }

  @Test
  void whatMayBeLostIsBoundedByTheSnapshotAndTheCut() {
    Hands.Done done =
        hands.run(
            round(
                Promise.SNAPSHOT,
                new Act.NoteSnapshot(),
                new Act.Kill(List.of(FIRST)),
                new Act.Boot(List.of(FIRST))));

    assertThat(done.bound()).isEqualTo(new Writes.Bound(now, 40));
  }

  @Test
  void aSurvivorThatDoesNotTellIsNoBound() {
    assertThatThrownBy(() -> hands.run(round(Promise.SURVIVOR, new Act.NoteSurvivor(FIRST))))
        .hasMessageContaining("how far it reaches");
  }

  @Test
  void aHolderThatNobodyKnowsIsSaid() {
    assertThatThrownBy(() -> hands.run(round(Promise.ALL, new Act.Cut(new Who.Holder(), true))))
        .hasMessageContaining("holder of the virtual address");
  }

  @Test
  void aTaskThatNeverComesIsNotWaitedForForever() {
    assertThatThrownBy(() -> hands.run(round(Promise.ALL, new Act.AwaitTasks(FIRST, 3))))
        .hasMessageContaining("wait for task 3 of control0");
  }

  @Test
  void whatWasCutIsUndoneAndNothingIsDoneAfterwards() {
    Who second = new Who.Named(C1);
    engine.said = "7";
    hands.run(
        round(
            Promise.ALL,
            new Act.KillManager(),
            new Act.Fill(second, "/run", true),
            new Act.Cut(second, true),
            new Act.Pause(second, true),
            new Act.Kill(List.of(FIRST))));
    engine.calls.clear();

    hands.restore();

    assertThat(state(C0)).isEqualTo(State.RUNNING);
    assertThat(state(C1)).isEqualTo(State.RUNNING);
    assertThat(manager.running()).isPresent();
    assertThat(cables).containsExactly("7 false", "7 true");
    assertThat(engine.calls).anyMatch(call -> call.contains("rm -f /run/ekube-lab-full"));
    assertThatThrownBy(() -> hands.run(round(Promise.ALL, new Act.Kill(List.of(FIRST)))))
        .isInstanceOfSatisfying(
            PortException.class,
            e -> assertThat(e.kind()).isEqualTo(PortException.Kind.INTERRUPTED));
  }

  @Test
  void aLabThatIsWholeIsLeftAlone() {
    hands.restore();

    assertThat(engine.calls).isEmpty();
  }
}
