package dev.ekube.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.apply.port.Calls;
import dev.ekube.apply.port.Calls.Moment;
import dev.ekube.apply.port.RecordingReporter;
import dev.ekube.model.Cluster;
import dev.ekube.model.Clusters;
import dev.ekube.model.FileTree;
import dev.ekube.model.ImageRef;
import dev.ekube.model.OverlayName;
import dev.ekube.model.Role;
import dev.ekube.plan.Observed;
import dev.ekube.plan.PlanOptions;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * An apply that is killed before, inside or after any call ends, run again, where an uncut does.
 */
class CutTest {
  private static final List<ImageRef> NEEDED =
      List.of(new ImageRef("registry.k8s.io/pause:3.10"), new ImageRef("registry.k8s.io/etcd:3.5"));

  @Test
  void aFirstApply() {
    assertThat(cutEverywhere(Clusters.demo(), () -> new InMemoryManager(true))).isEqualTo(9);
  }

  @Test
  void anApplyThatAddsChangesAndRemoves() {
    int calls = 0;
    for (int seed = 0; seed < 10; seed++) {
      World world = new World(seed);
      Cluster before = world.cluster(6);
      calls += cutEverywhere(world.changed(before), () -> applied(before));
    }
    assertThat(calls).isGreaterThan(30);
  }

  @Test
  void overlaysThatSomebodyEditedAndBuilt() {
    Cluster demo = Clusters.demo();
    OverlayName name = OverlayName.of(demo.name(), Role.WORKER);
    FileTree edited = FileTree.builder().file("etc/edited", 0644, "by hand").build();
    int calls =
        cutEverywhere(
            demo,
            () -> {
              InMemoryManager manager = applied(demo);
              manager.overlays().place(name, edited);
              demo.nodes(Role.WORKER).forEach(node -> manager.warewulf().tamper(node.name()));
              return manager;
            });
    assertThat(calls).isEqualTo(2);
  }

  private static InMemoryManager applied(Cluster cluster) {
    InMemoryManager manager = new InMemoryManager(true);
    assertThat(apply(manager, cluster)).isInstanceOf(Outcome.Completed.class);
    manager.calls().reset();
    return manager;
  }

  /** Returns how many calls were cut. */
  private static int cutEverywhere(Cluster cluster, Supplier<InMemoryManager> prepared) {
    InMemoryManager uncut = prepared.get();
    assertThat(apply(uncut, cluster)).isInstanceOf(Outcome.Completed.class);
    Observed end = Observer.observe(cluster, uncut.ports());
    int calls = uncut.calls().made().size();
    for (int call = 0; call < calls; call++) {
      for (Moment moment : Moment.values()) {
        InMemoryManager manager = prepared.get();
        manager.calls().killAt(call, moment);
        assertThatThrownBy(() -> apply(manager, cluster)).isInstanceOf(Calls.Killed.class);
        manager.calls().reset();
        assertThat(apply(manager, cluster))
            .as("killed %s call %d", moment, call)
            .isInstanceOf(Outcome.Completed.class);
        assertThat(Observer.observe(cluster, manager.ports()))
            .as("killed %s call %d", moment, call)
            .isEqualTo(end);
        assertThat(manager.warewulf().tampered()).isEmpty();
        // Power must have been cycled for all that owed it, however the run was cut.
        assertThat(manager.warewulf().cycled()).containsAll(uncut.warewulf().cycled());
      }
    }
    return calls;
  }

  private static Outcome apply(InMemoryManager manager, Cluster cluster) {
    PlanOptions options = manager.options().withBoot(true);
    return manager.apply(cluster, NEEDED, options, new RecordingReporter());
  }
}
