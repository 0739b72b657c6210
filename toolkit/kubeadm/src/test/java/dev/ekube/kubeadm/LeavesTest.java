package dev.ekube.kubeadm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.Cluster;
import dev.ekube.model.Clusters;
import dev.ekube.model.Node;
import dev.ekube.model.Role;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LeavesTest {
  private final Cluster cluster = Clusters.demo();
  private final Node control = cluster.controlNodes().getFirst();
  private final Node worker = cluster.nodes(Role.WORKER).getFirst();

  @Test
  void certificatesSayWhatKubeadmMakesThemSay() {
    String ours =
        Leaves.of(cluster, control).stream()
            .filter(leaf -> RealKubeadm.CERTIFICATES.contains(leaf.name()))
            .map(CertificateText::of)
            .collect(Collectors.joining());
    assertThat(ours).isEqualTo(Recorded.text("certificates.txt"));
  }

  @Test
  void kubeadmHasNoServingCertificateOfAKubeletAndNoAgent() {
    assertThat(names(Leaves.of(cluster, control)))
        .containsAll(RealKubeadm.CERTIFICATES)
        .hasSize(RealKubeadm.CERTIFICATES.size() + 2)
        .endsWith(Leaves.KUBELET, Leaves.KUBELET_SERVING, Leaves.AGENT);
    assertThat(names(Leaves.of(cluster, worker)))
        .containsExactly(Leaves.KUBELET, Leaves.KUBELET_SERVING, Leaves.AGENT);
  }

  @Test
  void anAgentIsNobodyToKubernetes() {
    Leaf agent = Leaves.of(cluster, worker).getLast();
    assertThat(agent)
        .isEqualTo(
            new Leaf(
                "agent",
                Authority.SERVICE,
                "ekube:node:worker0",
                List.of("demo"),
                Set.of(Leaf.Usage.CLIENT),
                List.of(),
                List.of()));
  }

  @Test
  void everyControlNodesApiServerAnswersToTheSameNames() {
    List<Leaf> leaves =
        cluster.controlNodes().stream().map(node -> Leaves.of(cluster, node).getFirst()).toList();
    assertThat(leaves).hasSize(3);
    assertThat(Set.copyOf(leaves)).hasSize(1);
    assertThat(leaves.getFirst().dnsNames()).contains("vip.kubernetes.local", "control2");
    assertThat(leaves.getFirst().addresses()).contains("10.0.0.99", "10.96.0.1", "127.0.0.1");
  }

  @Test
  void theManagerMayDoAnythingBeforeThereAreRights() {
    List<Leaf> leaves = Leaves.manager(cluster);
    assertThat(names(leaves))
        .containsExactly(Leaves.SERVICE, Leaves.MANAGER_ETCD_CLIENT, Leaves.MANAGER_API_CLIENT);
    assertThat(leaves.getFirst().dnsNames())
        .containsExactly("demo.ekube.internal", "cluster-manager");
    assertThat(leaves.getFirst().addresses()).containsExactly("10.0.0.13");
    assertThat(leaves.getLast().organizations()).containsExactly("system:masters");
  }

  private static List<String> names(List<Leaf> leaves) {
    return leaves.stream().map(Leaf::name).toList();
  }
}
