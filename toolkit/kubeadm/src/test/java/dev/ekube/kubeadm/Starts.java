package dev.ekube.kubeadm;

import dev.ekube.kubeadm.EtcdStart.Member;
import dev.ekube.model.Cluster;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The three ways in which the first control node's etcd may start, for tests. */
final class Starts {
  private Starts() {}

  static SortedMap<String, EtcdStart> all(Cluster cluster) {
    List<Member> members =
        cluster.controlNodes().stream()
            .map(node -> new Member(node.name(), EtcdManifest.peerUrl(node)))
            .toList();
    return new TreeMap<>(
        Map.of(
            "new", new EtcdStart.New("demo-1", members),
            "existing", new EtcdStart.Existing("demo-1", members.reversed()),
            "resume", new EtcdStart.Resume()));
  }

  /** What kubeadm is told as extra arguments, so that it renders the same. */
  static Map<String, String> flags(EtcdStart start) {
    return switch (start) {
      case EtcdStart.New(String token, List<Member> members) -> flags("new", token, members);
      case EtcdStart.Existing(String token, List<Member> members) ->
          flags("existing", token, members);
      case EtcdStart.Resume() -> Map.of("initial-cluster-state", "existing");
    };
  }

  private static Map<String, String> flags(String state, String token, List<Member> members) {
    return new TreeMap<>(
        Map.of(
            "initial-cluster-state", state,
            "initial-cluster-token", token,
            "initial-cluster",
                members.stream().map(Member::toString).collect(Collectors.joining(","))));
  }
}
