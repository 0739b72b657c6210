package dev.ekube.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.apply.port.Calls.Moment;
import dev.ekube.apply.port.RecordingReporter;
import dev.ekube.model.Cluster;
import dev.ekube.model.Clusters;
import dev.ekube.model.ImageRef;
import dev.ekube.plan.Plan;
import dev.ekube.plan.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApplierTest {
  private static final List<ImageRef> NEEDED =
      List.of(new ImageRef("registry.k8s.io/pause:3.10"), new ImageRef("registry.k8s.io/etcd:3.5"));

  private final Cluster demo = Clusters.demo();
  private final InMemoryManager manager = new InMemoryManager(true);

  @Test
  void runsThePlansStepsInTheirOrder() {
    Plan plan = manager.plan(demo, NEEDED, manager.options());
    apply();
    assertThat(
            manager.calls().made().stream()
                .map(call -> call.substring(0, call.indexOf(' ')))
                .toList())
        .isEqualTo(plan.steps().stream().map(ApplierTest::name).toList());
  }

  @Test
  void theSecondApplyDoesNothing() {
    apply();
    manager.calls().reset();
    Outcome second = apply();
    assertThat(second).isEqualTo(new Outcome.Completed(List.of()));
    assertThat(manager.calls().made()).isEmpty();
    assertThat(manager.calls().wwctl()).isZero();
  }

  @Test
  void stopsAtTheFirstFailureAndSaysWhatIsLeft() {
    List<Step> steps = manager.plan(demo, NEEDED, manager.options()).steps();
    manager.calls().failAt(2, Moment.BEFORE);
    Outcome outcome = apply();
    assertThat(outcome).isInstanceOf(Outcome.Stopped.class);
    Outcome.Stopped stopped = (Outcome.Stopped) outcome;
    assertThat(stopped.done()).isEqualTo(steps.subList(0, 2));
    assertThat(stopped.failed()).isEqualTo(steps.get(2));
    assertThat(stopped.notDone()).isEqualTo(steps.subList(3, steps.size()));
    assertThat(manager.calls().made()).hasSize(3);
  }

  @Test
  void aPlanWithErrorsIsNeverRun() {
    InMemoryManager unable = new InMemoryManager(false);
    Outcome outcome = unable.apply(demo, NEEDED, unable.options(), new RecordingReporter());
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    assertThat(((Outcome.Refused) outcome).errors())
        .extracting(p -> p.id())
        .containsExactly("node-image-missing");
    assertThat(unable.calls().made()).isEmpty();
  }

  @Test
  void saysWhatStillDiffersWhenReadBack() {
    Plan before = manager.plan(demo, NEEDED, manager.options());
    Outcome outcome = Applier.apply(before, manager.ports(), new RecordingReporter(), () -> before);
    assertThat(outcome).isEqualTo(new Outcome.Unverified(before.steps(), before));
  }

  @Test
  void reportsEveryStep() {
    RecordingReporter reporter = new RecordingReporter();
    manager.apply(demo, List.of(), manager.options(), reporter);
    assertThat(reporter.lines())
        .startsWith(
            "started 1/8 BuildNodeImages",
            "progress 2/2 node images",
            "finished 1/8 BuildNodeImages",
            "started 2/8 PublishNodeImages")
        .endsWith("finished 8/8 BuildOverlays");
  }

  private Outcome apply() {
    return manager.apply(demo, NEEDED, manager.options(), new RecordingReporter());
  }

  private static String name(Step step) {
    return step.getClass().getSimpleName();
  }
}
