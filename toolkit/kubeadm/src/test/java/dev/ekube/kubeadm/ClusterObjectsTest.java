package dev.ekube.kubeadm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.Cluster;
import dev.ekube.model.Clusters;
import dev.ekube.model.Node;
import dev.ekube.model.Role;
import dev.ekube.model.Taint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the API's objects to those that the real kubeadm would create. */
class ClusterObjectsTest {
  /** Every difference there may be, by what it begins with, and why. */
  private static final Map<String, String> DIFFERENCES = new LinkedHashMap<>();

  static {
    String configMaps = "/api/v1/namespaces/kube-system/configmaps/";
    String deployment = "/apis/apps/v1/namespaces/kube-system/deployments/coredns ";
    DIFFERENCES.put(
        configMaps + "kubeadm-config data.ClusterConfiguration.caCertificateValidityPeriod",
        "kubeadm writes its default out; the manager decides how long authorities live");
    DIFFERENCES.put(
        configMaps + "kube-proxy data.config.conf.bindAddress",
        "kubeadm writes out what is kube-proxy's default for IPv4");
    DIFFERENCES.put(
        configMaps + "kube-proxy data.kubeconfig.conf.clusters.0.cluster.server",
        "the node's own HAProxy knows every API server; kubeadm has one address");
    DIFFERENCES.put(
        "/apis/apps/v1/namespaces/kube-system/daemonsets/kube-proxy "
            + "spec.updateStrategy.rollingUpdate.maxUnavailable",
        "one node at a time is too slow for a hundred of them");
    DIFFERENCES.put(
        deployment + "spec.template.spec.containers.0.readinessProbe.periodSeconds",
        "at ten seconds a young kubelet first looks up to ten seconds late");
    DIFFERENCES.put(
        deployment + "spec.template.spec.containers.0.livenessProbe.successThreshold",
        "kubeadm writes out what is the default");
  }

  private final Cluster cluster = Clusters.demo();
  private final List<ApiObject> objects = ClusterObjects.of(cluster, "PEM");

  @Test
  void objectsAreKubeadmsButForWhatIsSaidHere() {
    Map<String, SortedMap<String, String>> kubeadms = new TreeMap<>();
    for (ApiObject object : ApiObject.documents(Recorded.text("objects.yaml"))) {
      kubeadms.put(object.path(), meaning(object));
    }
    List<String> unexplained = new ArrayList<>();
    Set<String> explained = new TreeSet<>();
    for (ApiObject object : objects) {
      SortedMap<String, String> theirs = kubeadms.remove(object.path());
      if (theirs != null) {
        for (String difference : differences(object.path(), theirs, meaning(object))) {
          reason(difference).ifPresentOrElse(explained::add, () -> unexplained.add(difference));
        }
      }
    }
    assertThat(unexplained).isEmpty();
    assertThat(explained).as("differences there are").isEqualTo(DIFFERENCES.keySet());
    assertThat(kubeadms.keySet()).as("objects that only kubeadm makes").isEmpty();
  }

  @Test
  void theRestIsThePodNetworkAndWhatKubeadmDoesNotPrint() {
    Set<String> kubeadms =
        ApiObject.documents(Recorded.text("objects.yaml")).stream()
            .map(ApiObject::path)
            .collect(Collectors.toSet());
    assertThat(objects)
        .extracting(ApiObject::path)
        .filteredOn(path -> !kubeadms.contains(path))
        .containsExactly(
            // The API server makes the first two itself, a moment after it is ready.
            "/api/v1/namespaces/kube-system",
            "/api/v1/namespaces/kube-public",
            "/api/v1/namespaces/kube-flannel",
            // kubeadm makes this one with super-admin.conf (phases/kubeconfig/kubeconfig.go).
            "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/kubeadm:cluster-admins",
            // The controller-manager would make these later than they are needed.
            "/api/v1/namespaces/kube-system/configmaps/kube-root-ca.crt",
            "/api/v1/namespaces/kube-flannel/configmaps/kube-root-ca.crt",
            "/api/v1/namespaces/kube-flannel/serviceaccounts/flannel",
            "/apis/rbac.authorization.k8s.io/v1/clusterroles/flannel",
            "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/flannel",
            "/api/v1/namespaces/kube-flannel/configmaps/kube-flannel-cfg",
            "/apis/apps/v1/namespaces/kube-flannel/daemonsets/kube-flannel-ds");
  }

  @Test
  void wavesComeInOrderAndNothingTwice() {
    assertThat(objects).extracting(ApiObject::wave).isSorted();
    assertThat(objects).extracting(ApiObject::path).doesNotHaveDuplicates();
  }

  @Test
  void theUploadedConfigurationNamesNoMembers() {
    assertThat(ClusterConfiguration.of(cluster))
        .doesNotContain("initial-cluster")
        .contains("heartbeat-interval");
  }

  @Test
  void clusterInfoHoldsTheCertificateOfTheAuthority() {
    ApiObject info =
        objects.stream().filter(o -> o.path().endsWith("/cluster-info")).findFirst().orElseThrow();
    assertThat(Yaml.flat(info.yaml()))
        .containsEntry("data.kubeconfig.clusters.0.cluster.certificate-authority-data", "UEVN")
        .containsEntry(
            "data.kubeconfig.clusters.0.cluster.server", "https://vip.kubernetes.local:8443");
  }

  @Test
  void aControlNodeIsMarkedAsKubeadmMarksIt() {
    Node control = cluster.controlNodes().getFirst();
    ApiObject node = ClusterObjects.newNode(control);
    assertThat(node.path()).isEqualTo("/api/v1/nodes/control0");
    assertThat(node.collection()).isEqualTo("/api/v1/nodes");
    assertThat(node.yaml())
        .contains("\"node-role.kubernetes.io/control-plane\": \"\"\n")
        .contains("\"node.kubernetes.io/exclude-from-external-load-balancers\": \"\"\n")
        .contains("cri-socket: unix:///run/containerd/containerd.sock\n");
  }

  @Test
  void aNewNodeHasRoomForStaticPodsBeforeItsKubeletSaysSo() {
    Node control = cluster.controlNodes().getFirst();
    assertThat(Yaml.flat(ClusterObjects.newNode(control).yaml()))
        .containsEntry("status.allocatable.pods", "110")
        .containsEntry("status.allocatable.cpu", "2")
        .containsEntry("status.allocatable.memory", "1700Mi");
    assertThat(ClusterObjects.nodeMarks(control).yaml()).doesNotContain("status");
  }

  @Test
  void taintsStandInANewNodeAndAreNeverApplied() {
    Node plain = cluster.nodes(Role.WORKER).getFirst();
    Node tainted =
        new Node(
            plain.name(),
            plain.role(),
            plain.devices(),
            new TreeMap<>(Map.of("gpu", "yes")),
            List.of(new Taint("gpu", "a100", Taint.Effect.NoSchedule)),
            plain.kernelArgs(),
            plain.tags(),
            plain.ipmi());
    assertThat(Yaml.flat(ClusterObjects.newNode(tainted).yaml()))
        .containsEntry("spec.taints.0.key", "gpu")
        .containsEntry("spec.taints.0.value", "a100")
        .containsEntry("spec.taints.0.effect", "NoSchedule")
        .containsEntry("metadata.labels.gpu", "yes");
    assertThat(ClusterObjects.nodeMarks(tainted).yaml()).contains("gpu").doesNotContain("taints");
  }

  private static Optional<String> reason(String difference) {
    return DIFFERENCES.keySet().stream().filter(difference::startsWith).findFirst();
  }

  private static List<String> differences(
      String path, SortedMap<String, String> theirs, SortedMap<String, String> ours) {
    Set<String> places = new TreeSet<>(theirs.keySet());
    places.addAll(ours.keySet());
    return places.stream()
        .filter(place -> !Optional.ofNullable(theirs.get(place)).equals(at(ours, place)))
        .map(place -> path + " " + place + ": " + theirs.get(place) + " / " + ours.get(place))
        .toList();
  }

  private static Optional<String> at(SortedMap<String, String> map, String place) {
    return Optional.ofNullable(map.get(place));
  }

  /** Without the certificate, and with the group that a binding means when it names none. */
  private static SortedMap<String, String> meaning(ApiObject object) {
    SortedMap<String, String> flat = Yaml.flat(object.yaml());
    flat.keySet().removeIf(place -> place.endsWith("certificate-authority-data"));
    if (object.kind().endsWith("Binding")) {
      flat.keySet().removeIf(place -> place.matches("subjects\\.\\d+\\.apiGroup"));
    }
    return flat;
  }
}
