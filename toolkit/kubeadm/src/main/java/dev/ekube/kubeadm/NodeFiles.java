package dev.ekube.kubeadm;

import dev.ekube.model.Cluster;
import dev.ekube.model.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the agent places on one node besides the overlays, so that the node looks as kubeadm would
 * have left it, the keys of the authorities excepted, which stay on the manager.
 */
public final class NodeFiles {
  /** Where certificate and key of the kubelet's client stand; the kubelet renews them there. */
  static final String KUBELET_CLIENT = CertificateFiles.KUBELET_PKI + "kubelet-client-current.pem";

  private static final String FIRST_KUBELET_CLIENT =
      CertificateFiles.KUBELET_PKI + "kubelet-client-enrolled.pem";

  private NodeFiles() {}

  /** All but etcd's manifest, in the order of the stages and then of paths that need others. */
  public static List<PlacedFile> of(Cluster cluster, Node node) {
    return switch (node.role()) {
      case CONTROL ->
          Stream.of(controlPlane(cluster, node), kubelet(cluster, node))
              .flatMap(List::stream)
              .toList();
      case WORKER -> {
        List<PlacedFile> files = new ArrayList<>();
        files.add(authority(Authority.CLUSTER));
        files.addAll(kubelet(cluster, node));
        yield List.copyOf(files);
      }
    };
  }

  /** The same with etcd's manifest, for a control node that has a ticket already. */
  public static List<PlacedFile> of(Cluster cluster, Node node, EtcdStart start) {
    List<PlacedFile> files = new ArrayList<>(of(cluster, node));
    files.add(EtcdManifest.of(cluster, node, start));
    files.sort((a, b) -> a.stage().compareTo(b.stage()));
    return List.copyOf(files);
  }

  /** The path of a static pod's manifest. */
  public static String manifest(String component) {
    return "/etc/kubernetes/manifests/" + component + ".yaml";
  }

  private static List<PlacedFile> controlPlane(Cluster cluster, Node node) {
    List<PlacedFile> files = new ArrayList<>();
    files.add(authority(Authority.CLUSTER));
    files.add(authority(Authority.FRONT_PROXY));
    files.add(authority(Authority.ETCD));
    for (Leaf leaf : Leaves.of(cluster, node)) {
      switch (leaf.name()) {
        case Leaves.ADMIN -> files.add(kubeconfig(cluster, leaf, Kubeconfigs.endpoint(cluster)));
        case Leaves.CONTROLLER_MANAGER, Leaves.SCHEDULER ->
            files.add(kubeconfig(cluster, leaf, Kubeconfigs.local(node)));
        case Leaves.KUBELET, Leaves.KUBELET_SERVING, Leaves.AGENT -> {
          // The kubelet's have a stage of their own; the agent's is the agent's business.
        }
        default -> files.addAll(pair(leaf.name(), Stage.ENROLMENT));
      }
    }
    String keys = CertificateFiles.PKI;
    files.add(pem(keys + "sa.pub", 0600, new Token("sa", "public", true), Stage.ENROLMENT));
    files.add(pem(keys + "sa.key", 0600, new Token("sa", "private", true), Stage.ENROLMENT));
    files.add(pod("kube-apiserver", ControlPlane.apiServer(cluster, node), Stage.API_SERVER));
    files.add(pod("kube-controller-manager", ControlPlane.controllerManager(cluster), Stage.READY));
    files.add(pod("kube-scheduler", ControlPlane.scheduler(cluster), Stage.READY));
    return files;
  }

  private static List<PlacedFile> kubelet(Cluster cluster, Node node) {
    Leaf client =
        Leaves.of(cluster, node).stream()
            .filter(leaf -> leaf.name().equals(Leaves.KUBELET))
            .findFirst()
            .orElseThrow();
    String both =
        Token.certificate(Leaves.KUBELET).asPem().toString() + Token.key(Leaves.KUBELET).asPem();
    List<PlacedFile> files = new ArrayList<>(pair(Leaves.KUBELET_SERVING, Stage.KUBELET));
    files.add(PlacedFile.text(FIRST_KUBELET_CLIENT, 0600, both, Stage.KUBELET));
    files.add(
        new PlacedFile(
            KUBELET_CLIENT, 0777, new PlacedFile.Link(FIRST_KUBELET_CLIENT), Stage.KUBELET));
    files.add(
        PlacedFile.text(
            CertificateFiles.kubeconfig(Leaves.KUBELET),
            0600,
            Kubeconfigs.referring(cluster, client, Kubeconfigs.local(node), KUBELET_CLIENT),
            Stage.KUBELET));
    return files;
  }

  private static PlacedFile authority(Authority authority) {
    String path = CertificateFiles.certificateOf(authority);
    return pem(path, 0644, Token.authority(authority).asPem(), Stage.ENROLMENT);
  }

  private static List<PlacedFile> pair(String leaf, Stage stage) {
    String path = CertificateFiles.withoutSuffix(leaf);
    return List.of(
        pem(path + ".crt", 0644, Token.certificate(leaf).asPem(), stage),
        pem(path + ".key", 0600, Token.key(leaf).asPem(), stage));
  }

  private static PlacedFile kubeconfig(Cluster cluster, Leaf leaf, String server) {
    return PlacedFile.text(
        CertificateFiles.kubeconfig(leaf.name()),
        0600,
        Kubeconfigs.embedded(cluster, leaf, server),
        Stage.ENROLMENT);
  }

  private static PlacedFile pod(String component, String yaml, Stage stage) {
    return PlacedFile.text(manifest(component), 0600, yaml, stage);
  }

  private static PlacedFile pem(String path, int mode, Token token, Stage stage) {
    return PlacedFile.text(path, mode, token.toString(), stage);
  }
}
