package dev.ekube.model;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A whole cluster as cluster.yaml declares it, every default filled in and every range written out.
 * The user's YAML is another type (in {@code spec}); this one is what the program thinks with.
 *
 * @param nodes in natural order of names, at least one control node among them
 * @param manifests paths of extra manifests, applied in this order once the API answers
 */
public record Cluster(
    ClusterName name,
    KubeVersion version,
    Endpoint endpoint,
    Network network,
    Manager manager,
    SortedMap<Role, RoleSettings> roles,
    List<Node> nodes,
    Images images,
    Security security,
    List<String> manifests,
    Recovery recovery,
    Share share) {

  public Cluster {
    roles = Copies.sorted(roles);
    Check.that(roles.keySet().equals(Set.of(Role.values())), "settings for both roles are needed");
    nodes = nodes.stream().sorted((a, b) -> a.name().compareTo(b.name())).toList();
    manifests = List.copyOf(manifests);
    Set<Object> seen = new HashSet<>();
    for (Node node : nodes) {
      boolean fresh = seen.add(node.name()) && seen.add(node.mac()) && seen.add(node.address());
      Check.that(fresh, "node %s repeats a name, MAC or address", node.name());
    }
    Check.that(nodes.stream().anyMatch(n -> n.role() == Role.CONTROL), "no control node");
  }

  public List<Node> nodes(Role role) {
    return nodes.stream().filter(node -> node.role() == role).toList();
  }

  public List<Node> controlNodes() {
    return nodes(Role.CONTROL);
  }

  public RoleSettings settings(Role role) {
    return roles.get(role);
  }

  /** The same cluster with other nodes. */
  public Cluster withNodes(List<Node> others) {
    return new Cluster(
        name, version, endpoint, network, manager, roles, others, images, security, manifests,
        recovery, share);
  }

  /**
   * The same cluster whose roles boot other node images; a role that is not named keeps its own.
   */
  public Cluster withNodeImages(Map<Role, ImageName> others) {
    SortedMap<Role, RoleSettings> named = new TreeMap<>(roles);
    others.forEach((role, image) -> named.computeIfPresent(role, (r, old) -> old.withImage(image)));
    return new Cluster(
        name, version, endpoint, network, manager, named, nodes, images, security, manifests,
        recovery, share);
  }
}
