package dev.ekube.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.apply.port.RecordingReporter;
import dev.ekube.model.Cluster;
import dev.ekube.model.ClusterName;
import dev.ekube.model.FileTree;
import dev.ekube.model.Node;
import dev.ekube.model.NodeName;
import dev.ekube.model.OverlayName;
import dev.ekube.plan.Observed.ObservedNode;
import dev.ekube.plan.Plan;
import dev.ekube.plan.PlanOptions;
import dev.ekube.plan.SmallRender;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for any two states of a cluster, next to any foreign nodes. */
class PropertyTest {
  private static final int SEEDS = 200;
  private static final OverlayName THEIRS = OverlayName.common(new ClusterName("other"));

  private static LongStream seeds() {
    return LongStream.range(0, SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void applyBringsExactlyThisClusterInLine(long seed) {
    World world = new World(seed);
    Cluster before = world.cluster(8);
    Cluster after = world.changed(before);
    SortedMap<String, ObservedNode> foreign = world.foreign();
    InMemoryManager manager = new InMemoryManager(true);
    foreign.forEach(manager.warewulf()::place);
    FileTree theirs = FileTree.builder().file("etc/x", 0644, "theirs").build();
    manager.overlays().place(THEIRS, theirs);
    PlanOptions options = manager.options().withBoot(seed % 2 == 0);

    apply(manager, before, options);
    manager.calls().reset();
    Plan plan = manager.plan(after, List.of(), options);
    apply(manager, after, options);

    assertThat(recordedKinds(manager)).isEqualTo(kinds(plan));
    assertThat(manager.calls().wwctl()).isEqualTo(plan.wwctlSteps()).isLessThanOrEqualTo(5);
    assertThat(manager.plan(after, List.of(), options).steps()).isEmpty();
    SortedMap<String, ObservedNode> expected = new TreeMap<>(foreign);
    for (Node node : after.nodes()) {
      expected.put(node.name().value(), manager.warewulf().nodes().get(node.name().value()));
    }
    assertThat(manager.warewulf().nodes()).isEqualTo(expected).doesNotContainValue(null);
    assertThat(manager.warewulf().builtOverlays()).containsOnlyKeys(names(after));
    assertThat(manager.overlays().all()).containsEntry(THEIRS, theirs);
    assertThat(manager.overlays().read(after.name())).isEqualTo(SmallRender.of(after).overlays());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aSecondApplyCallsNothing(long seed) {
    World world = new World(seed);
    Cluster cluster = world.cluster(8);
    InMemoryManager manager = new InMemoryManager(true);
    world.foreign().forEach(manager.warewulf()::place);
    apply(manager, cluster, manager.options());
    manager.calls().reset();
    apply(manager, cluster, manager.options().withAdopt(true).withBoot(true));
    assertThat(manager.calls().made()).isEmpty();
    assertThat(manager.calls().wwctl()).isZero();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void adoptingKeepsOneNodeAndEveryOtherUntouched(long seed) {
    World world = new World(seed);
    Cluster cluster = world.cluster(8);
    InMemoryManager manager = new InMemoryManager(true);
    SortedMap<String, ObservedNode> foreign = world.foreign();
    foreign.forEach(manager.warewulf()::place);
    String name = cluster.nodes().getLast().name().value();
    manager
        .warewulf()
        .place(
            name,
            new ObservedNode(
                Optional.empty(), new TreeMap<>(Map.of("image", "old")), Set.of(), Set.of()));
    assertThat(manager.apply(cluster, List.of(), manager.options(), new RecordingReporter()))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(manager.calls().made()).isEmpty();
    apply(manager, cluster, manager.options().withAdopt(true));
    assertThat(manager.warewulf().nodes().get(name).owner()).contains(cluster.name());
    assertThat(manager.warewulf().nodes()).containsAllEntriesOf(foreign);
  }

  private static void apply(InMemoryManager manager, Cluster cluster, PlanOptions options) {
    assertThat(manager.apply(cluster, List.of(), options, new RecordingReporter()))
        .isInstanceOf(Outcome.Completed.class);
  }

  private static List<String> recordedKinds(InMemoryManager manager) {
    return manager.calls().made().stream()
        .map(call -> call.substring(0, call.indexOf(' ')))
        .toList();
  }

  private static List<String> kinds(Plan plan) {
    return plan.steps().stream().map(step -> step.getClass().getSimpleName()).toList();
  }

  private static Set<NodeName> names(Cluster cluster) {
    return cluster.nodes().stream().map(Node::name).collect(Collectors.toSet());
  }
}
