package dev.ekube.lab.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.Copies;
import dev.ekube.model.NodeName;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Everything that makes a cluster less than whole is told. */
class JudgeTest {
  private static final NodeName C0 = new NodeName("control0");
  private static final NodeName C1 = new NodeName("control1");
  private static final NodeName C2 = new NodeName("control2");
  private static final NodeName W0 = new NodeName("worker0");
  private static final Layout LAYOUT = new Layout(List.of(C0, C1, C2), List.of(W0));
  private static final List<String> MEMBERS = List.of("control2", "control0", "control1");

  private final SortedMap<String, Boolean> objects =
      new TreeMap<>(Map.of("control0", true, "control1", true, "control2", true, "worker0", true));
  private final SortedMap<NodeName, List<String>> members =
      new TreeMap<>(Map.of(C0, MEMBERS, C1, MEMBERS, C2, MEMBERS));
  private final SortedMap<NodeName, String> clusters =
      new TreeMap<>(Map.of(C0, "77", C1, "77", C2, "77"));
  private List<NodeName> holders = List.of(C1);
  private List<NodeName> resolvers = LAYOUT.all();

  private List<String> faults() {
    return Judge.faults(
        LAYOUT,
        new Seen(Copies.sorted(objects), members, clusters, holders, LAYOUT.all(), resolvers));
  }

  @Test
  void aWholeClusterHasNoFaults() {
    assertThat(faults()).isEmpty();
  }

  @Test
  void nodeObjectsAreThoseOfTheClusterAndReady() {
    objects.put("worker0", false);
    objects.remove("control1");
    objects.put("worker9", true);

    assertThat(faults())
        .containsExactly(
            "control1 has no Node object",
            "worker0 is not Ready",
            "there is an orphan Node object worker9");
  }

  @Test
  void everyEtcdNamesTheSameVoters() {
    members.remove(C0);
    members.put(C1, List.of("!control0", "control1", "control2"));
    members.put(C2, List.of("control0", "control0", "control1", "control2"));

    assertThat(faults())
        .containsExactly(
            "etcd of control0 is not healthy",
            "etcd of control1 names the members [!control0, control1, control2]",
            "etcd of control2 names the members [control0, control0, control1, control2]");
  }

  @Test
  void thereIsOneEpochAndOneHolder() {
    clusters.put(C2, "78");
    holders = List.of(C0, C1);

    assertThat(faults())
        .containsExactly(
            "there is more than one epoch: clusters {control0=77, control1=77, control2=78}",
            "the virtual address is held by [control0, control1]");
  }

  @Test
  void everyNodeIsAnsweredByCoreDns() {
    resolvers = LAYOUT.controls();

    assertThat(faults()).containsExactly("worker0 gets no answer from CoreDNS");
  }
}
