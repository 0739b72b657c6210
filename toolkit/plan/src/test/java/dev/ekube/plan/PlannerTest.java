package dev.ekube.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.Cluster;
import dev.ekube.model.ClusterName;
import dev.ekube.model.Clusters;
import dev.ekube.model.FileTree;
import dev.ekube.model.ImageName;
import dev.ekube.model.ImageRef;
import dev.ekube.model.Ipmi;
import dev.ekube.model.Ipv4;
import dev.ekube.model.MacAddress;
import dev.ekube.model.Node;
import dev.ekube.model.NodeName;
import dev.ekube.model.OverlayName;
import dev.ekube.model.Problem;
import dev.ekube.model.Role;
import dev.ekube.plan.Observed.ObservedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final PlanOptions STANDARD = PlanOptions.standard("cluster.yaml");
  private static final NodeName WORKER1 = new NodeName("worker1");

  private final Cluster demo = Clusters.demo();

  @Test
  void aFreshManagerGetsEverythingInOrder() {
    Plan plan =
        plan(
            Managers.fresh(demo),
            STANDARD.withAbilities(true, true),
            List.of(new ImageRef("registry.k8s.io/pause:3.10")));
    assertThat(plan.steps())
        .extracting(StepText::word)
        .containsExactly(
            "pull-images",
            "publish-node-images",
            "update-nodes",
            "write-overlay",
            "write-overlay",
            "write-overlay",
            "write-overlay",
            "build-overlays");
    assertThat(plan.steps()).extracting(Step::part).isSorted();
    assertThat(plan.refusals()).isEmpty();
  }

  @Test
  void nothingIsDoneTwice() {
    Plan plan = plan(Managers.applied(demo), STANDARD, List.of());
    assertThat(plan.isEmpty()).isTrue();
    assertThat(plan.refusals()).isEmpty();
  }

  @Test
  void aThousandNodesTakeAtMostFiveStepsThroughWwctl() {
    Cluster large = Clusters.large(1000);
    Cluster withPower = large.withNodes(large.nodes().stream().map(n -> ipmi(n)).toList());
    Plan plan =
        Planner.plan(
            withPower,
            SmallRender.of(withPower),
            List.of(),
            Managers.fresh(withPower),
            STANDARD.withAbilities(true, true).withBoot(true));
    assertThat(plan.wwctlSteps()).isEqualTo(4);
    assertThat(step(plan, Step.PowerCycle.class).nodes()).hasSize(1003);
  }

  @Test
  void onlyDifferingFieldsOfOwnedNodesChange() {
    Observed applied = Managers.applied(demo);
    ObservedNode now = applied.nodes().get("worker1");
    SortedMap<String, String> fields = new TreeMap<>(now.fields());
    fields.put("image", "other");
    fields.put("kernel.args", "quiet");
    Observed changed =
        Managers.with(
            applied, "worker1", new ObservedNode(now.owner(), fields, now.macs(), now.addresses()));
    Step.UpdateNodes step = step(plan(changed, STANDARD, List.of()), Step.UpdateNodes.class);
    assertThat(step.added()).isEmpty();
    assertThat(step.removed()).isEmpty();
    assertThat(step.changed()).hasSize(1);
    NodeChange change = step.changed().getFirst();
    assertThat(change.after().name()).isEqualTo(WORKER1);
    assertThat(change.adopted()).isFalse();
    assertThat(change.fields())
        .containsOnlyKeys("image", "kernel.args")
        .containsEntry(
            "image", new NodeChange.Change(Optional.of("other"), Optional.of("k8s-base-ww")))
        .containsEntry(
            "kernel.args", new NodeChange.Change(Optional.of("quiet"), Optional.empty()));
  }

  @Test
  void aNodeThatClusterYamlDroppedIsRemovedWithItsImages() {
    Cluster smaller = without(demo, "worker1");
    Plan plan = plan(smaller, Managers.applied(demo), STANDARD);
    assertThat(step(plan, Step.UpdateNodes.class).removed()).containsExactly(WORKER1);
    assertThat(step(plan, Step.RemoveBuiltOverlays.class).nodes()).containsExactly(WORKER1);
    assertThat(plan.steps())
        .extracting(StepText::word)
        .containsExactly(
            "update-nodes", "write-overlay", "build-overlays", "remove-built-overlays");
  }

  @Test
  void leftoversOfARunThatWasCutAreRemoved() {
    Cluster smaller = without(demo, "worker1");
    Observed cut = Managers.built(Managers.applied(smaller), WORKER1, "any digest");
    Plan plan = plan(smaller, cut, STANDARD);
    assertThat(plan.steps()).containsExactly(new Step.RemoveBuiltOverlays(List.of(WORKER1)));
  }

  @Test
  void imagesOfANodeThatSomebodyElseAddedUnderTheOldNameStay() {
    Cluster smaller = without(demo, "worker1");
    Observed cut = Managers.built(Managers.applied(smaller), WORKER1, "any digest");
    Observed taken = Managers.with(cut, "worker1", foreign(Optional.empty()));
    assertThat(plan(smaller, taken, STANDARD).steps()).isEmpty();
  }

  @Test
  void aDriftedOverlayIsWrittenAndBuiltAgain() {
    OverlayName name = OverlayName.common(demo.name());
    Observed o = Managers.applied(demo);
    FileTree drifted =
        o.overlays().get(name).overlaidBy(FileTree.builder().file("etc/x", 0644, "x").build());
    SortedMap<OverlayName, FileTree> overlays = new TreeMap<>(o.overlays());
    overlays.put(name, drifted);
    Plan plan = plan(withOverlays(o, overlays), STANDARD, List.of());
    assertThat(plan.steps())
        .containsExactly(
            new Step.WriteOverlay(name, drifted, o.overlays().get(name)),
            new Step.BuildOverlays(o.built()));
  }

  @Test
  void anOverlayThatNothingDeclaresGoes() {
    Plan plan = plan(controlOnly(), withWorkerOverlay(), STANDARD);
    assertThat(plan.steps())
        .containsExactly(new Step.RemoveOverlay(OverlayName.of(demo.name(), Role.WORKER)));
  }

  @Test
  void anOverlayThatAForeignNodeNamesStays() {
    OverlayName old = OverlayName.of(demo.name(), Role.WORKER);
    ObservedNode user =
        new ObservedNode(
            Optional.empty(),
            new TreeMap<>(Map.of("overlays.system", "wwinit " + old)),
            Set.of(),
            Set.of());
    Plan plan = plan(controlOnly(), Managers.with(withWorkerOverlay(), "lonely", user), STANDARD);
    assertThat(plan.steps()).isEmpty();
  }

  @Test
  void aNodeOfAnotherClusterIsRefused() {
    Observed o =
        Managers.with(
            Managers.applied(demo), "worker1", foreign(Optional.of(new ClusterName("other"))));
    Plan plan = plan(o, STANDARD.withAdopt(true), List.of());
    assertThat(errors(plan)).containsExactly("node-owned-elsewhere");
    assertThat(plan.refusals().getFirst().message()).contains("worker1").contains("other");
  }

  @Test
  void aNodeWithoutOwnerIsTakenOnlyWhenAsked() {
    Observed o = Managers.with(Managers.applied(demo), "worker1", foreign(Optional.empty()));
    assertThat(errors(plan(o, STANDARD, List.of()))).containsExactly("node-not-adopted");
    Plan adopting = plan(o, STANDARD.withAdopt(true), List.of());
    assertThat(errors(adopting)).isEmpty();
    NodeChange change = step(adopting, Step.UpdateNodes.class).changed().getFirst();
    assertThat(change.adopted()).isTrue();
    assertThat(change.fields()).containsKey("tag.ekube-cluster");
  }

  @Test
  void whatAForeignNodeUsesIsRefused() {
    ObservedNode squatter =
        new ObservedNode(
            Optional.empty(),
            new TreeMap<>(),
            Set.of(MacAddress.parse("52:54:00:00:00:21")),
            Set.of(Ipv4.parse("10.0.0.20"), demo.endpoint().vip()));
    Plan plan = plan(Managers.with(Managers.fresh(demo), "old", squatter), STANDARD, List.of());
    assertThat(errors(plan))
        .containsExactlyInAnyOrder("address-in-use", "address-in-use", "mac-in-use");
  }

  @Test
  void nodesOfThisClusterMayTradeAddresses() {
    List<Node> nodes = new ArrayList<>(demo.nodes());
    Node a = nodes.get(3);
    Node b = nodes.get(4);
    nodes.set(3, Node.plain(a.name(), a.role(), b.primary()));
    nodes.set(4, Node.plain(b.name(), b.role(), a.primary()));
    Plan plan = plan(demo.withNodes(nodes), Managers.applied(demo), STANDARD);
    assertThat(plan.refusals()).isEmpty();
    assertThat(step(plan, Step.UpdateNodes.class).changed()).hasSize(2);
  }

  @Test
  void aMissingImageIsRefusedWhereNothingBuildsIt() {
    Observed o = Managers.fresh(demo);
    Observed bare =
        new Observed(
            o.nodes(), o.overlays(), Set.of(), Set.of(), Set.of(), o.built(), o.pendingBoot());
    assertThat(errors(plan(bare, STANDARD, List.of()))).containsExactly("node-image-missing");
    assertThat(errors(plan(bare, STANDARD.withOnly(Set.of(Part.OVERLAY)), List.of()))).isEmpty();
    Plan building = plan(bare, STANDARD.withAbilities(false, true), List.of());
    assertThat(errors(building)).isEmpty();
    assertThat(step(building, Step.BuildNodeImages.class).images())
        .containsExactly(new ImageName("k8s-base-ww"), new ImageName("k8s-control-ww"));
  }

  @Test
  void onlyNamesWhatItLeavesOut() {
    Plan plan = plan(Managers.fresh(demo), STANDARD.withOnly(Set.of(Part.NODES)), List.of());
    assertThat(plan.steps()).hasSize(1).allMatch(step -> step instanceof Step.UpdateNodes);
    assertThat(errors(plan)).isEmpty();
    assertThat(plan.refusals())
        .extracting(Problem::id)
        .containsExactly("only-leaves-out", "only-leaves-out");
  }

  @Test
  void overlaysAreNotBuiltFromEntriesThatStillDiffer() {
    Plan plan = plan(Managers.fresh(demo), STANDARD.withOnly(Set.of(Part.OVERLAY)), List.of());
    assertThat(plan.steps()).hasSize(4).allMatch(step -> step instanceof Step.WriteOverlay);
  }

  @Test
  void aMisplacedOwnerTagOnlyWarns() {
    Observed o =
        Managers.with(Managers.applied(demo), "Not_A_Label", foreign(Optional.of(demo.name())));
    Plan plan = plan(o, STANDARD, List.of());
    assertThat(plan.steps()).isEmpty();
    assertThat(plan.refusals()).extracting(Problem::id).containsExactly("owner-tag-misplaced");
  }

  @Test
  void bootCyclesWhatChangedAndWhatAnEarlierRunOwed() {
    Cluster power = demo.withNodes(demo.nodes().stream().map(PlannerTest::ipmi).toList());
    Observed o = Managers.applied(power);
    SortedMap<NodeName, String> built = new TreeMap<>(o.built());
    built.remove(WORKER1);
    Observed owing =
        new Observed(
            o.nodes(),
            o.overlays(),
            o.rootfs(),
            o.published(),
            o.archive(),
            built,
            Set.of(new NodeName("control0")));
    Plan plan = plan(power, owing, STANDARD.withBoot(true));
    assertThat(step(plan, Step.PowerCycle.class).nodes())
        .containsExactly(new NodeName("control0"), WORKER1);
    assertThat(plan.refusals()).isEmpty();
    assertThat(plan(power, owing, STANDARD).steps()).hasSize(1);
  }

  @Test
  void bootWarnsBeforeItTakesTheQuorum() {
    Cluster power = demo.withNodes(demo.nodes().stream().map(PlannerTest::ipmi).toList());
    Observed o = Managers.applied(power);
    Observed unbuilt =
        new Observed(
            o.nodes(),
            o.overlays(),
            o.rootfs(),
            o.published(),
            o.archive(),
            new TreeMap<>(),
            Set.of());
    assertThat(plan(power, unbuilt, STANDARD.withBoot(true)).refusals())
        .extracting(Problem::id)
        .containsExactly("boot-breaks-quorum");
  }

  @Test
  void bootSaysWhichNodesItCannotReach() {
    assertThat(plan(Managers.fresh(demo), STANDARD.withBoot(true), List.of()).refusals())
        .extracting(Problem::id)
        .containsExactly("boot-without-ipmi");
  }

  private Plan plan(Observed observed, PlanOptions options, List<ImageRef> needed) {
    return Planner.plan(demo, SmallRender.of(demo), needed, observed, options);
  }

  private static Plan plan(Cluster cluster, Observed observed, PlanOptions options) {
    return Planner.plan(cluster, SmallRender.of(cluster), List.of(), observed, options);
  }

  private Cluster controlOnly() {
    return demo.withNodes(demo.controlNodes());
  }

  /** All of the control nodes applied, and an overlay for workers that are gone. */
  private Observed withWorkerOverlay() {
    Observed o = Managers.applied(controlOnly());
    SortedMap<OverlayName, FileTree> overlays = new TreeMap<>(o.overlays());
    overlays.put(
        OverlayName.of(demo.name(), Role.WORKER),
        FileTree.builder().file("etc/old", 0644, "x").build());
    return withOverlays(o, overlays);
  }

  private static Observed withOverlays(Observed o, SortedMap<OverlayName, FileTree> overlays) {
    return new Observed(
        o.nodes(), overlays, o.rootfs(), o.published(), o.archive(), o.built(), o.pendingBoot());
  }

  private static ObservedNode foreign(Optional<ClusterName> owner) {
    return new ObservedNode(owner, new TreeMap<>(Map.of("image", "theirs")), Set.of(), Set.of());
  }

  private static Cluster without(Cluster cluster, String name) {
    return cluster.withNodes(
        cluster.nodes().stream().filter(n -> !n.name().value().equals(name)).toList());
  }

  private static Node ipmi(Node n) {
    return new Node(
        n.name(),
        n.role(),
        n.devices(),
        n.labels(),
        n.taints(),
        n.kernelArgs(),
        n.tags(),
        Optional.of(new Ipmi(n.address().plus(65536), Optional.empty(), Optional.empty())));
  }

  private static List<String> errors(Plan plan) {
    return plan.refusals().stream().filter(Problem::isError).map(Problem::id).toList();
  }

  private static <T extends Step> T step(Plan plan, Class<T> kind) {
    return plan.steps().stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
  }
}
