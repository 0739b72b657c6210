package dev.ekube.plan;

import dev.ekube.model.Cluster;
import dev.ekube.model.Device;
import dev.ekube.model.ImageName;
import dev.ekube.model.Ipv4;
import dev.ekube.model.MacAddress;
import dev.ekube.model.NodeEntry;
import dev.ekube.model.NodeName;
import dev.ekube.model.Problem;
import dev.ekube.model.Problem.Severity;
import dev.ekube.model.Span;
import dev.ekube.plan.Observed.ObservedNode;
import dev.ekube.render.Rendered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reasons why a plan may not be applied to this manager. Each is about what stands there, not about
 * how cluster.yaml is written; one problem names all the nodes that share it.
 */
final class Refusals {
  private final Cluster cluster;
  private final Rendered rendered;
  private final Observed observed;
  private final PlanOptions options;

  Refusals(Cluster cluster, Rendered rendered, Observed observed, PlanOptions options) {
    this.cluster = cluster;
    this.rendered = rendered;
    this.observed = observed;
    this.options = options;
  }

  List<Problem> all() {
    List<Problem> problems = new ArrayList<>();
    if (options.selects(Part.NODES)) {
      ownedElsewhere(problems);
      notAdopted(problems);
      inUse(problems);
    }
    if (options.selects(Part.NODES) || options.selects(Part.NODEIMAGES)) {
      missingImages(problems);
    }
    return problems;
  }

  private void ownedElsewhere(List<Problem> problems) {
    SortedMap<String, List<NodeName>> byOwner = new TreeMap<>();
    for (NodeEntry entry : rendered.nodes()) {
      ObservedNode now = observed.nodes().get(entry.name().value());
      if (now != null && now.owner().isPresent() && !now.owner().equals(own())) {
        byOwner
            .computeIfAbsent(now.owner().get().value(), o -> new ArrayList<>())
            .add(entry.name());
      }
    }
    byOwner.forEach(
        (owner, names) ->
            problems.add(
                error(
                    "node-owned-elsewhere",
                    "these nodes belong to cluster " + owner + ": " + NameList.of(names),
                    "take them out of that cluster first, or give the nodes here other names")));
  }

  private void notAdopted(List<Problem> problems) {
    List<NodeName> names =
        options.adopt()
            ? List.of()
            : rendered.nodes().stream()
                .map(NodeEntry::name)
                .filter(name -> observed.nodes().containsKey(name.value()))
                .filter(name -> observed.nodes().get(name.value()).owner().isEmpty())
                .toList();
    if (!names.isEmpty()) {
      problems.add(
          error(
              "node-not-adopted",
              "Warewulf has these nodes already and no cluster owns them: " + NameList.of(names),
              "if they are meant, hand them over with `ekube apply --adopt`"));
    }
  }

  /** What foreign nodes occupy. Nodes of this cluster may trade theirs: all are written at once. */
  private void inUse(List<Problem> problems) {
    Map<MacAddress, String> macs = new HashMap<>();
    Map<Ipv4, String> addresses = new HashMap<>();
    Map<String, ?> declared =
        rendered.nodes().stream().collect(Collectors.toMap(e -> e.name().value(), e -> e));
    observed
        .nodes()
        .forEach(
            (name, node) -> {
              if (!declared.containsKey(name) && !node.owner().equals(own())) {
                node.macs().forEach(mac -> macs.put(mac, name));
                node.addresses().forEach(address -> addresses.put(address, name));
              }
            });
    String vipHolder = addresses.get(cluster.endpoint().vip());
    if (vipHolder != null) {
      problems.add(addressInUse("the VIP " + cluster.endpoint().vip(), vipHolder));
    }
    for (NodeEntry entry : rendered.nodes()) {
      for (Device device : entry.devices()) {
        device
            .mac()
            .filter(macs::containsKey)
            .ifPresent(m -> problems.add(macInUse(entry.name(), m, macs.get(m))));
        device
            .address()
            .filter(addresses::containsKey)
            .ifPresent(
                a -> problems.add(addressInUse(a + " of " + entry.name(), addresses.get(a))));
      }
    }
  }

  private void missingImages(List<Problem> problems) {
    List<ImageName> missing =
        rendered.nodes().stream()
            .map(NodeEntry::image)
            .distinct()
            .sorted()
            .filter(image -> !observed.rootfs().contains(image))
            .toList();
    if (!options.canBuildNodeImages() && !missing.isEmpty()) {
      problems.add(
          error(
              "node-image-missing",
              "Warewulf lacks the node images " + NameList.of(missing),
              "import each, as with `wwctl container import docker://… "
                  + missing.getFirst()
                  + "`"));
    }
  }

  private Problem macInUse(NodeName node, MacAddress mac, String holder) {
    return error(
        "mac-in-use",
        "the MAC " + mac.value() + " of " + node + " belongs to Warewulf node " + holder,
        "correct the MAC, or remove the old node with `wwctl node delete " + holder + "`");
  }

  private Problem addressInUse(String what, String holder) {
    return error(
        "address-in-use",
        "the address " + what + " belongs to Warewulf node " + holder,
        "choose another address, or remove the old node with `wwctl node delete " + holder + "`");
  }

  private Optional<dev.ekube.model.ClusterName> own() {
    return Optional.of(cluster.name());
  }

  private Problem error(String id, String message, String hint) {
    return new Problem(Severity.ERROR, id, Span.whole(options.source()), message, hint);
  }
}
