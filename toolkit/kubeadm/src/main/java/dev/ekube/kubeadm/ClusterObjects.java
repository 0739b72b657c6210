package dev.ekube.kubeadm;

import dev.ekube.model.Cluster;
import dev.ekube.model.Copies;
import dev.ekube.model.Network;
import dev.ekube.model.Node;
import dev.ekube.model.Role;
import dev.ekube.model.Taint;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that {@code kubeadm init} leaves in the API, and the pod network. One who may do
 * anything applies it: the binding that gives {@code kubeadm:cluster-admins} its rights is part of
 * it.
 */
public final class ClusterObjects {
  private static final Templates TEMPLATES = new Templates(List.of(ClusterObjects.class));

  private ClusterObjects() {}

  /**
   * All objects but nodes, wave by wave. Those of one wave may be applied at once, and all of them
   * again at any time.
   *
   * @param clusterCa certificate of {@link Authority#CLUSTER} as PEM
   */
  public static List<ApiObject> of(Cluster cluster, String clusterCa) {
    Map<String, Object> model = TemplateModel.of(cluster);
    Stream<String> addons =
        isFlannel(cluster)
            ? Stream.of("kube-proxy", "flannel", "coredns")
            : Stream.of("kube-proxy", "coredns");
    Stream<String> texts =
        Stream.concat(
            Stream.of(kubeadms(cluster, clusterCa)),
            addons.map(addon -> TEMPLATES.text("manifests/" + addon + ".yaml", model)));
    return texts
        .flatMap(text -> ApiObject.documents(text).stream())
        .sorted((a, b) -> a.wave().compareTo(b.wave()))
        .toList();
  }

  /**
   * A node with its labels, taints and kubeadm's marks, to be created ({@code POST}) before its
   * kubelet is there; that it exists already is no error. It is safe: a kubelet takes over the node
   * of its name, the API server marks a new node as not ready so that nothing is scheduled there,
   * and its daemon pods and pod network are settled before it boots. It has room for static pods
   * from the start, because a kubelet that finds a node of its name without any refuses them
   * (tried: 1.32.1, "Pod admission denied", and they never start again). Never apply this one: the
   * list of taints is one value for a server-side apply, and the mark of a node that is not ready
   * would be lost with it.
   */
  public static ApiObject newNode(Node node) {
    return node(node, node.taints(), true);
  }

  /**
   * What must hold of a node that exists, however it came to be: labels and kubeadm's annotation,
   * to be applied. A kubelet may not give itself a label of {@code node-role.kubernetes.io}.
   */
  public static ApiObject nodeMarks(Node node) {
    return node(node, List.of(), false);
  }

  private static ApiObject node(Node node, List<Taint> taints, boolean isNew) {
    Map<String, String> labels = new TreeMap<>(node.labels());
    if (node.role() == Role.CONTROL) {
      // phases/markcontrolplane/markcontrolplane.go
      labels.put("node-role.kubernetes.io/control-plane", "");
      labels.put("node.kubernetes.io/exclude-from-external-load-balancers", "");
    }
    return ApiObject.document(
        TEMPLATES.text(
            "templates/node.yaml",
            Map.of(
                "isNew", isNew,
                "name", node.name().value(),
                "labels", Copies.sorted(labels),
                "taints",
                    taints.stream()
                        .map(
                            taint ->
                                Map.of(
                                    "key", taint.key(),
                                    "value", taint.value(),
                                    "effect", taint.effect().name()))
                        .toList())));
  }

  /**
   * One configuration of kubelets serves {@code kubeadm join} and {@code upgrade}; that of workers,
   * who are most, where roles differ. A node has its role's own from the overlay at every boot.
   */
  private static String kubeadms(Cluster cluster, String clusterCa) {
    Role most = cluster.nodes(Role.WORKER).isEmpty() ? Role.CONTROL : Role.WORKER;
    byte[] ca = clusterCa.getBytes(StandardCharsets.UTF_8);
    return TEMPLATES.text(
        "templates/objects.yaml",
        Map.of(
            "clusterConfiguration", indented(ClusterConfiguration.of(cluster)),
            "kubeletConfiguration", indented(ClusterConfiguration.kubelet(cluster, most)),
            "ca", Base64.getEncoder().encodeToString(ca),
            "caText", indented(clusterCa),
            "podNamespaces",
                isFlannel(cluster)
                    ? List.of("kube-system", "kube-flannel")
                    : List.of("kube-system"),
            "server", Kubeconfigs.endpoint(cluster)));
  }

  private static boolean isFlannel(Cluster cluster) {
    return cluster.network().cni().kind() == Network.Cni.Kind.FLANNEL;
  }

  private static String indented(String text) {
    return text.lines().map(line -> "    " + line).collect(Collectors.joining("\n"));
  }
}
