package dev.ekube.lab.chaos;

import dev.ekube.model.Copies;
import dev.ekube.model.NodeName;
import java.util.List;
import java.util.SortedMap;

/**
 * A cluster as it is found by looking at its parts, not by asking its manager.
 *
 * @param objects every Node object, with whether it is Ready
 * @param members for each control node, the members that its etcd names; {@code !} stands before
 *     the name of a learner; a control node whose etcd does not answer is not in it
 * @param clusters for each control node, the id of the cluster that its etcd belongs to
 * @param holders who has the virtual address
 * @param apis nodes whose own way to the API works
 * @param resolvers nodes to which CoreDNS has answered
 */
public record Seen(
    SortedMap<String, Boolean> objects,
    SortedMap<NodeName, List<String>> members,
    SortedMap<NodeName, String> clusters,
    List<NodeName> holders,
    List<NodeName> apis,
    List<NodeName> resolvers) {
  public Seen {
    objects = Copies.sorted(objects);
    members = Copies.sorted(members);
    clusters = Copies.sorted(clusters);
    holders = List.copyOf(holders);
    apis = List.copyOf(apis);
    resolvers = List.copyOf(resolvers);
  }
}
