package dev.ekube.cli.lab.chaos;

import dev.ekube.cli.lab.LabSite;
import dev.ekube.lab.chaos.Observer;
import dev.ekube.machine.Incarnation;
import dev.ekube.machine.SnapshotRef;
import dev.ekube.model.Node;
import dev.ekube.model.NodeName;
import dev.ekube.wire.MemberStatus;
import dev.ekube.wire.NodeStatus;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What the manager says of a cluster, as far as it is asked while things are done to it. */
final class Eyes implements Observer {
  private final LabSite site;
  private final SortedMap<NodeName, Incarnation> before = new TreeMap<>();

  Eyes(LabSite site) {
    this.site = site;
  }

  /** Remembers the boots that there are, so that later ones are told from them. */
  void begin() {
    before.clear();
    remember(node -> true);
  }

  private void remember(Predicate<NodeStatus> which) {
    site.status().stream()
        .flatMap(status -> status.nodes().stream())
        .filter(which)
        .forEach(node -> node.incarnation().ifPresent(boot -> before.put(node.name(), boot)));
  }

  /** True when the node's present boot is not the one that was remembered. */
  boolean isAnew(NodeStatus node) {
    return node.incarnation().isPresent()
        && !node.incarnation().equals(Optional.ofNullable(before.get(node.name())));
  }

  @Override
  public Optional<NodeName> leader() {
    return site.status().stream()
        .flatMap(status -> status.members().stream())
        .filter(member -> member.leader() && NodeName.isValid(member.name()))
        .map(MemberStatus::name)
        .map(NodeName::new)
        .findFirst();
  }

  /** By looking at the nodes, which tell it sooner than anybody whom they would report to. */
  @Override
  public Optional<NodeName> holder() {
    String held = "ip -4 -o addr | grep -q ' " + site.cluster().endpoint().vip() + "/'";
    OutputStream none = OutputStream.nullOutputStream();
    return site.cluster().controlNodes().stream()
        .map(Node::name)
        .filter(node -> site.lab().exec(node, List.of("sh", "-c", held), none, none) == 0)
        .findFirst();
  }

  @Override
  public void booting(List<NodeName> nodes) {
    remember(node -> nodes.contains(node.name()));
  }

  @Override
  public long snapshot() {
    return site.status().stream()
        .flatMap(status -> status.snapshots().stream().filter(one -> one.epoch() == status.epoch()))
        .mapToLong(SnapshotRef::revision)
        .max()
        .orElse(0);
  }

  @Override
  public boolean hasFinished(NodeName node, int tasks) {
    return site.status().stream()
        .flatMap(status -> status.nodes().stream())
        .filter(one -> one.name().equals(node))
        .anyMatch(
            one ->
                isAnew(one)
                    && one.connected()
                    && (one.milestones().size() >= tasks || one.condition().equals("settled")));
  }
}
