package dev.ekube.kubeadm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.Cluster;
import dev.ekube.model.Clusters;
import dev.ekube.model.Endpoint;
import dev.ekube.model.Node;
import dev.ekube.model.RealBinary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster that kubeadm never touched, formed from this room's files and objects alone, is one
 * that the real kubeadm maintains.
 */
class FormedClusterTest {
  private static final String MANAGER = "--kubeconfig=/tmp/manager.conf";
  private static final String KUBELET = "--kubeconfig=/etc/kubernetes/kubelet.conf";

  /** All but super-admin.conf, which no node of ekube's has. */
  private static final Map<String, String> EXTERNAL =
      Stream.of(
              "admin.conf",
              "apiserver",
              "apiserver-etcd-client",
              "apiserver-kubelet-client",
              "ca",
              "controller-manager.conf",
              "etcd-ca",
              "etcd-healthcheck-client",
              "etcd-peer",
              "etcd-server",
              "front-proxy-ca",
              "front-proxy-client",
              "scheduler.conf")
          .collect(Collectors.toMap(name -> name, name -> "yes"));

  @TempDir private Path folder;

  @Test
  void kubeadmMaintainsAClusterThatItDidNotForm() throws IOException, InterruptedException {
    for (String program : List.of("kubeadm", "kubectl")) {
      RealBinary.need(program);
    }
    OneNode.COMPONENTS.forEach(RealBinary::need);
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "skipped: a network needs root");
    Cluster cluster = oneControlNode();
    Node node = cluster.controlNodes().getFirst();
    try (OneNode machine = new OneNode(folder, cluster, node)) {
      form(cluster, node, machine);

      String token = machine.run("kubeadm", "token", "create").strip();
      assertThat(token).matches("[a-z0-9]{6}\\.[a-z0-9]{16}");
      // The controller-manager signs what a node that joins would ask for first.
      machine.runUntil(
          out -> out.contains("jws-kubeconfig-" + token.substring(0, 6)),
          "kubectl",
          MANAGER,
          "get",
          "-n",
          "kube-public",
          "cm/cluster-info",
          "-o",
          "yaml");
      // A node made beforehand has its pods' network before its kubelet is there.
      machine.runUntil(
          out -> out.startsWith("10.249."),
          "kubectl",
          MANAGER,
          "get",
          "node/control0",
          "-o",
          "jsonpath={.spec.podCIDR}");
      assertThat(certificates(machine)).isEqualTo(EXTERNAL);
      assertThat(machine.run("kubeadm", "upgrade", "diff", "v1.32.1").lines())
          .as("what an upgrade to the same version would change in manifests")
          .allMatch(line -> line.isEmpty() || line.startsWith("[upgrade/diff] "));
      assertThat(planOfUpgrade(machine).replaceAll(" +", " "))
          .contains("\nkube-apiserver control0 v1.32.1 v1.32.2\n")
          .contains("\nkube-proxy 1.32.1 v1.32.2\n")
          .contains("\nCoreDNS v1.11.3 v1.11.3\n")
          .contains("\netcd control0 3.5.16-0 3.5.16-0\n")
          .contains("\nkubeproxy.config.k8s.io v1alpha1 v1alpha1 no")
          .contains("\nkubelet.config.k8s.io v1beta1 v1beta1 no");
    }
  }

  /** Each certificate and authority, and whether kubeadm leaves it to others: never a failure. */
  private static Map<String, String> certificates(OneNode machine)
      throws IOException, InterruptedException {
    Map<String, String> external = new TreeMap<>();
    machine
        .run("kubeadm", "certs", "check-expiration")
        .lines()
        .filter(line -> line.contains(" UTC "))
        .map(line -> line.strip().split(" +", -1))
        .forEach(words -> external.put(words[0], words[words.length - 1]));
    return external;
  }

  /**
   * Its health check runs a pod, for which there is no kubelet here: it is said to have ended. On a
   * busy machine that may come later than the 15 s that kubeadm waits, hence no failure of it.
   */
  private static String planOfUpgrade(OneNode machine) throws IOException, InterruptedException {
    Process plan =
        machine.start(
            "kubeadm",
            "upgrade",
            "plan",
            "v1.32.2",
            "--allow-experimental-upgrades",
            "--ignore-preflight-errors=CreateJob");
    String[] find = {
      "kubectl",
      MANAGER,
      "get",
      "pods",
      "-n",
      "kube-system",
      "-l",
      "job-name",
      "--field-selector=spec.nodeName=control0",
      "-o",
      "name"
    };
    String pods = machine.runUntil(out -> !out.isBlank() || !plan.isAlive(), find);
    Optional<String> pod = pods.lines().findFirst();
    if (pod.isPresent()) {
      String ended = "{\"status\": {\"phase\": \"Succeeded\"}}";
      status(machine, MANAGER, "--namespace=kube-system", pod.orElseThrow(), ended);
    }
    return machine.outcome(plan);
  }

  private static void form(Cluster cluster, Node node, OneNode machine)
      throws IOException, InterruptedException {
    EtcdStart start =
        new EtcdStart.New(
            "demo-1", List.of(new EtcdStart.Member(node.name(), EtcdManifest.peerUrl(node))));
    for (PlacedFile file : NodeFiles.of(cluster, node, start)) {
      machine.place(file);
    }
    machine.placeManagersKubeconfig("/tmp/manager.conf");
    machine.startPod("etcd");
    machine.startPod("kube-apiserver");
    machine.runUntil(out -> out.equals("ok"), "kubectl", MANAGER, "get", "--raw", "/readyz");
    machine.startPod("kube-controller-manager");
    machine.startPod("kube-scheduler");
    for (ApiObject.Wave wave : ApiObject.Wave.values()) {
      String objects =
          ClusterObjects.of(cluster, machine.clusterCa()).stream()
              .filter(object -> object.wave() == wave)
              .map(ApiObject::yaml)
              .collect(Collectors.joining("---\n"));
      machine.write("/tmp/objects.yaml", 0644, objects);
      machine.run(
          "kubectl",
          MANAGER,
          "apply",
          "--server-side",
          "--force-conflicts",
          "-f",
          "/tmp/objects.yaml");
    }
    machine.write("/tmp/node.yaml", 0644, ClusterObjects.newNode(node).yaml());
    machine.run("kubectl", MANAGER, "create", "-f", "/tmp/node.yaml");
    report(node, machine);
  }

  /** What a kubelet would say of itself and of its static pods. */
  private static void report(Node node, OneNode machine) throws IOException, InterruptedException {
    status(
        machine,
        MANAGER,
        "node/" + node.name(),
        """
        {"status": {"nodeInfo": {"kubeletVersion": "v1.32.1"},
         "allocatable": {"cpu": "4", "memory": "8Gi", "pods": "110"},
         "conditions": [{"type": "Ready", "status": "True"}]}}
        """);
    // A kubelet may change its own node, although another has made it.
    machine.run("kubectl", KUBELET, "label", "node/" + node.name(), "rack=7");
    for (String component : OneNode.COMPONENTS) {
      machine.write("/tmp/pod.yaml", 0644, mirror(machine.manifest(component), component, node));
      machine.run("kubectl", MANAGER, "create", "-f", "/tmp/pod.yaml");
      status(
          machine,
          MANAGER,
          "--namespace=kube-system",
          "pod/" + component + "-" + node.name(),
          "{\"status\": {\"phase\": \"Running\"}}");
    }
  }

  private static void status(OneNode machine, String... words)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("kubectl", "patch", "--subresource=status", "--type=merge"));
    command.addAll(List.of(words).subList(0, words.length - 1));
    command.addAll(List.of("-p", words[words.length - 1]));
    machine.run(command.toArray(String[]::new));
  }

  /** The pod that a kubelet shows in the API for a manifest. */
  private static String mirror(String manifest, String component, Node node) {
    String annotated =
        manifest.contains("  annotations:\n")
            ? manifest
            : manifest.replaceFirst("metadata:\n", "metadata:\n  annotations:\n");
    return annotated
        .replaceFirst("annotations:\n", "annotations:\n    kubernetes.io/config.mirror: one\n")
        .replaceFirst(
            "  name: " + component + "\n", "  name: " + component + "-" + node.name() + "\n")
        .replaceFirst("spec:\n", "spec:\n  nodeName: " + node.name() + "\n");
  }

  /** The API server itself answers at the virtual address: there is no HAProxy here. */
  private static Cluster oneControlNode() {
    Cluster demo = Clusters.demo();
    Endpoint e = demo.endpoint();
    return new Cluster(
        demo.name(),
        demo.version(),
        new Endpoint(e.vip(), e.name(), Ports.API, e.routerId(), e.certSans()),
        demo.network(),
        demo.manager(),
        demo.roles(),
        List.of(demo.controlNodes().getFirst()),
        demo.images(),
        demo.security(),
        demo.manifests(),
        demo.recovery(),
        demo.share());
  }
}
