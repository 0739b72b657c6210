package dev.ekube.spec.init;

import dev.ekube.model.Ipv4;
import dev.ekube.model.MacAddress;
import dev.ekube.model.NodeName;
import dev.ekube.model.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Nodes that Warewulf knows, as a proposal for cluster.yaml. Roles are never taken from names
 * silently: what is guessed says so in the file, and what is left out is told.
 */
public final class KnownNodes {
  private static final List<String> HINTS =
      List.of("control", "ctrl", "ctl", "master", "cp", "mgmt", "api");

  private KnownNodes() {}

  /** A node as nodes.conf holds it. */
  public record KnownNode(String name, Optional<MacAddress> mac, Optional<Ipv4> address) {}

  /**
   * A proposal.
   *
   * @param nodes control nodes first, each kind in natural order of names
   * @param remarks sentences for the user: what was guessed, what was left out and why
   */
  public record Proposal(List<InitNode> nodes, List<String> remarks) {
    public Proposal {
      nodes = List.copyOf(nodes);
      remarks = List.copyOf(remarks);
    }
  }

  /**
   * Proposes nodes.
   *
   * @param control names of the control nodes; when empty, names that look like it are proposed, an
   *     odd number of them, each with a note
   */
  public static Proposal propose(List<KnownNode> known, Set<String> control) {
    List<String> remarks = new ArrayList<>();
    List<KnownNode> usable = new ArrayList<>();
    for (KnownNode node : known) {
      Optional<String> lack = lack(node);
      lack.ifPresent(why -> remarks.add(node.name() + " is left out: " + why));
      if (lack.isEmpty()) {
        usable.add(node);
      }
    }
    usable.sort(Comparator.comparing(n -> new NodeName(n.name())));
    Set<String> chosen = control.isEmpty() ? guess(usable, remarks) : control;
    List<InitNode> nodes = new ArrayList<>();
    for (KnownNode node : usable) {
      if (chosen.contains(node.name())) {
        String note = control.isEmpty() ? "The role is guessed from the name: check it." : "";
        nodes.add(of(node, Role.CONTROL, note));
      }
    }
    for (KnownNode node : usable) {
      if (!chosen.contains(node.name())) {
        boolean doubtful = control.isEmpty() && looksLikeControl(node.name());
        nodes.add(of(node, Role.WORKER, doubtful ? "A control node by its name? Check it." : ""));
      }
    }
    for (String name : control) {
      if (usable.stream().noneMatch(n -> n.name().equals(name))) {
        remarks.add(name + " is not among the nodes that can be taken over");
      }
    }
    return new Proposal(nodes, remarks);
  }

  private static Optional<String> lack(KnownNode node) {
    if (!NodeName.isValid(node.name())) {
      return Optional.of("Kubernetes takes lower-case letters, digits and hyphens in names");
    }
    if (node.mac().isEmpty()) {
      return Optional.of("Warewulf has no MAC address for it");
    }
    return node.address().isPresent()
        ? Optional.empty()
        : Optional.of("Warewulf has no address for it");
  }

  private static Set<String> guess(List<KnownNode> usable, List<String> remarks) {
    List<String> alike =
        usable.stream().map(KnownNode::name).filter(KnownNodes::looksLikeControl).toList();
    if (alike.isEmpty()) {
      remarks.add("no name looks like a control node's: say which ones they are");
      return Set.of();
    }
    int odd = Math.min(alike.size() % 2 == 0 ? alike.size() - 1 : alike.size(), 7);
    List<String> chosen = alike.subList(0, odd);
    remarks.add("control nodes by their names, please check: " + String.join(", ", chosen));
    if (odd < alike.size()) {
      remarks.add(
          "proposed as workers, because control nodes are 1, 3, 5 or 7: "
              + String.join(", ", alike.subList(odd, alike.size())));
    }
    return Set.copyOf(chosen);
  }

  /** True when a part of the name, without its number, is a usual word for control nodes. */
  static boolean looksLikeControl(String name) {
    for (String part : name.split("[^a-z]+", -1)) {
      if (HINTS.contains(part) || part.equals("controlplane")) {
        return true;
      }
    }
    return false;
  }

  private static InitNode of(KnownNode node, Role role, String note) {
    return new InitNode(
        node.name(), role, node.mac().orElseThrow().value(), node.address().orElseThrow(), note);
  }
}
