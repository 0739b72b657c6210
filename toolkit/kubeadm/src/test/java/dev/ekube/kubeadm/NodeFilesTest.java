package dev.ekube.kubeadm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.Cluster;
import dev.ekube.model.Clusters;
import dev.ekube.model.Node;
import dev.ekube.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds what a node is given to what the real kubeadm wrote for the same node. */
class NodeFilesTest {
  private final Cluster cluster = Clusters.demo();
  private final Node control = cluster.controlNodes().getFirst();
  private final Node worker = cluster.nodes(Role.WORKER).getFirst();

  @ParameterizedTest
  @ValueSource(strings = {"kube-apiserver", "kube-controller-manager", "kube-scheduler"})
  void manifestsAreKubeadmsByteForByte(String component) {
    assertThat(text(control, NodeFiles.manifest(component)))
        .isEqualTo(Recorded.text(component + ".yaml"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"new", "existing", "resume"})
  void etcdIsKubeadmsByteForByte(String start) {
    PlacedFile file = EtcdManifest.of(cluster, control, Starts.all(cluster).get(start));
    assertThat(((PlacedFile.Text) file.content()).text())
        .isEqualTo(Recorded.text("etcd-" + start + ".yaml"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin", "controller-manager", "scheduler"})
  void kubeconfigsAreKubeadmsByteForByte(String name) {
    String text = text(control, "/etc/kubernetes/" + name + ".conf");
    assertThat(RealKubeadm.withoutData(text)).isEqualTo(Recorded.text(name + ".conf"));
    assertThat(text)
        .contains("certificate-authority-data: @{ca:cluster}\n")
        .contains("client-certificate-data: @{cert:%s}\n".formatted(name))
        .contains("client-key-data: @{key:%s}\n".formatted(name));
  }

  @Test
  void theKubeletsOwnPointsAtItsNodeAndAtFilesThatItRenews() {
    SortedMap<String, String> kubeadm = Yaml.flat(Recorded.text("kubelet.conf"));
    SortedMap<String, String> ours =
        Yaml.flat(Token.fill(text(control, "/etc/kubernetes/kubelet.conf"), Token::what));
    SortedMap<String, String> wanted = new TreeMap<>(kubeadm);
    // As kubeadm has it with ControlPlaneKubeletLocalMode: the VIP is not needed to form.
    wanted.put("clusters.0.cluster.server", "https://10.0.0.1:6443");
    wanted.put("clusters.0.cluster.certificate-authority-data", "ca");
    // As kubeadm's phase kubelet-finalize leaves it.
    String renewed = "/var/lib/kubelet/pki/kubelet-client-current.pem";
    wanted.remove("users.0.user.client-certificate-data");
    wanted.remove("users.0.user.client-key-data");
    wanted.put("users.0.user.client-certificate", renewed);
    wanted.put("users.0.user.client-key", renewed);
    assertThat(ours).isEqualTo(wanted);
    assertThat(text(worker, "/etc/kubernetes/kubelet.conf"))
        .contains("    server: https://127.0.0.1:6444\n")
        .contains("  name: system:node:worker0@demo\n");
    assertThat(contents(worker).get(renewed))
        .isEqualTo(new PlacedFile.Link("/var/lib/kubelet/pki/kubelet-client-enrolled.pem"));
    assertThat(text(worker, "/var/lib/kubelet/pki/kubelet-client-enrolled.pem"))
        .isEqualTo("@{pem:cert:kubelet}@{pem:key:kubelet}");
  }

  @Test
  void aControlNodeHasWhatKubeadmPutsThere() {
    EtcdStart resume = new EtcdStart.Resume();
    List<String> lines = new ArrayList<>();
    for (PlacedFile file : NodeFiles.of(cluster, control, resume)) {
      String stage = file.stage().name().toLowerCase(Locale.ROOT);
      lines.add("%s %o %s".formatted(stage, file.mode(), file.path()));
    }
    assertThat(lines)
        .containsExactly(
            "enrolment 644 /etc/kubernetes/pki/ca.crt",
            "enrolment 644 /etc/kubernetes/pki/front-proxy-ca.crt",
            "enrolment 644 /etc/kubernetes/pki/etcd/ca.crt",
            "enrolment 644 /etc/kubernetes/pki/apiserver.crt",
            "enrolment 600 /etc/kubernetes/pki/apiserver.key",
            "enrolment 644 /etc/kubernetes/pki/apiserver-kubelet-client.crt",
            "enrolment 600 /etc/kubernetes/pki/apiserver-kubelet-client.key",
            "enrolment 644 /etc/kubernetes/pki/apiserver-etcd-client.crt",
            "enrolment 600 /etc/kubernetes/pki/apiserver-etcd-client.key",
            "enrolment 644 /etc/kubernetes/pki/front-proxy-client.crt",
            "enrolment 600 /etc/kubernetes/pki/front-proxy-client.key",
            "enrolment 644 /etc/kubernetes/pki/etcd/server.crt",
            "enrolment 600 /etc/kubernetes/pki/etcd/server.key",
            "enrolment 644 /etc/kubernetes/pki/etcd/peer.crt",
            "enrolment 600 /etc/kubernetes/pki/etcd/peer.key",
            "enrolment 644 /etc/kubernetes/pki/etcd/healthcheck-client.crt",
            "enrolment 600 /etc/kubernetes/pki/etcd/healthcheck-client.key",
            "enrolment 600 /etc/kubernetes/admin.conf",
            "enrolment 600 /etc/kubernetes/controller-manager.conf",
            "enrolment 600 /etc/kubernetes/scheduler.conf",
            "enrolment 600 /etc/kubernetes/pki/sa.pub",
            "enrolment 600 /etc/kubernetes/pki/sa.key",
            "etcd 600 /etc/kubernetes/manifests/etcd.yaml",
            "api_server 600 /etc/kubernetes/manifests/kube-apiserver.yaml",
            "ready 600 /etc/kubernetes/manifests/kube-controller-manager.yaml",
            "ready 600 /etc/kubernetes/manifests/kube-scheduler.yaml",
            "kubelet 644 /var/lib/kubelet/pki/kubelet.crt",
            "kubelet 600 /var/lib/kubelet/pki/kubelet.key",
            "kubelet 600 /var/lib/kubelet/pki/kubelet-client-enrolled.pem",
            "kubelet 777 /var/lib/kubelet/pki/kubelet-client-current.pem",
            "kubelet 600 /etc/kubernetes/kubelet.conf");
  }

  @Test
  void aWorkerHasNothingOfAControlNode() {
    assertThat(NodeFiles.of(cluster, worker))
        .extracting(PlacedFile::path)
        .containsExactly(
            "/etc/kubernetes/pki/ca.crt",
            "/var/lib/kubelet/pki/kubelet.crt",
            "/var/lib/kubelet/pki/kubelet.key",
            "/var/lib/kubelet/pki/kubelet-client-enrolled.pem",
            "/var/lib/kubelet/pki/kubelet-client-current.pem",
            "/etc/kubernetes/kubelet.conf");
    assertThat(contents(worker).values())
        .noneMatch(content -> content instanceof PlacedFile.Text t && t.text().contains("{pem:sa"));
  }

  @Test
  void noKeyOfAnAuthorityReachesANode() {
    for (Node node : cluster.nodes()) {
      for (PlacedFile file : NodeFiles.of(cluster, node)) {
        assertThat(file.path()).doesNotContain("ca.key");
        if (file.content() instanceof PlacedFile.Text(String text)) {
          assertThat(text).doesNotContain("PRIVATE KEY").doesNotContain("@{pem:key:ca}");
        }
      }
    }
  }

  @Test
  void everyTokenIsKnownAndCanBeFilled() {
    List<String> leaves = Leaves.of(cluster, control).stream().map(Leaf::name).toList();
    List<Token> seen = new ArrayList<>();
    for (PlacedFile file : NodeFiles.of(cluster, control)) {
      if (file.content() instanceof PlacedFile.Text(String text)) {
        String filled =
            Token.fill(
                text,
                token -> {
                  seen.add(token);
                  return "$1\\";
                });
        assertThat(filled).doesNotContain("@{");
      }
    }
    assertThat(seen)
        .allSatisfy(
            token ->
                assertThat(token.name())
                    .isIn(
                        switch (token.what()) {
                          case "ca" -> List.of("cluster", "front-proxy", "etcd");
                          case "sa" -> List.of("public", "private");
                          default -> leaves;
                        }));
    assertThat(seen).extracting(Token::what).contains("ca", "cert", "key", "sa");
  }

  private String text(Node node, String path) {
    return ((PlacedFile.Text) contents(node).get(path)).text();
  }

  private SortedMap<String, PlacedFile.Content> contents(Node node) {
    SortedMap<String, PlacedFile.Content> contents = new TreeMap<>();
    NodeFiles.of(cluster, node).forEach(file -> contents.put(file.path(), file.content()));
    return contents;
  }
}
