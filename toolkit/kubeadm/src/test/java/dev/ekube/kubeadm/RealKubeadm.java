package dev.ekube.kubeadm;

import dev.ekube.model.Cluster;
import dev.ekube.model.Node;
import dev.ekube.model.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the real kubeadm for one control node in a root directory of its own, which looks like one
 * of Enterprise Linux 9, and collects what it writes. Changing the root needs to be root.
 */
final class RealKubeadm {
  /** The leaves of a control node that kubeadm, too, makes. */
  static final List<String> CERTIFICATES =
      List.of(
          Leaves.API_SERVER,
          Leaves.API_SERVER_KUBELET_CLIENT,
          Leaves.API_SERVER_ETCD_CLIENT,
          Leaves.FRONT_PROXY_CLIENT,
          Leaves.ETCD_SERVER,
          Leaves.ETCD_PEER,
          Leaves.ETCD_HEALTHCHECK_CLIENT,
          Leaves.ADMIN,
          Leaves.CONTROLLER_MANAGER,
          Leaves.SCHEDULER,
          Leaves.KUBELET);

  private static final Pattern DATA =
      Pattern.compile(
          "(certificate-authority-data|client-certificate-data|client-key-data): (\\S+)");
  private static final Pattern OBJECT =
      Pattern.compile(
          """
          \\[dryrun] Would perform action CREATE on resource "(\\w+)" [^\n]*
          \\[dryrun] Attached object:
          (.*?)\n
          """,
          Pattern.DOTALL);

  private final Path program;
  private final Path root;
  private final SortedMap<String, String> outcome = new TreeMap<>();

  private RealKubeadm(Path program, Path root) {
    this.program = program;
    this.root = root;
  }

  /** All that is recorded, by name of the record. */
  static SortedMap<String, String> run(Path program, Path root, Cluster cluster, Node node)
      throws IOException, InterruptedException, CertificateException {
    return new RealKubeadm(program, root).all(cluster, node);
  }

  /** In a kubeconfig: what is of no interest, because it differs from run to run. */
  static String withoutData(String kubeconfig) {
    return DATA.matcher(kubeconfig).replaceAll("$1: DATA");
  }

  /** Leaves certificates, keys and kubeconfigs below the root, and runs nothing more. */
  static void credentials(Path program, Path root, Cluster cluster, Node node)
      throws IOException, InterruptedException {
    new RealKubeadm(program, root).credentials(configuration(cluster, node));
  }

  private void credentials(String configuration) throws IOException, InterruptedException {
    for (String folder : List.of("etc/pki/ca-trust", "etc/pki/tls/certs", "tmp")) {
      Files.createDirectories(root.resolve(folder));
    }
    phase("certs all", configuration);
    phase("kubeconfig all", configuration);
  }

  private SortedMap<String, String> all(Cluster cluster, Node node)
      throws IOException, InterruptedException, CertificateException {
    String clean = configuration(cluster, node);
    credentials(clean);
    certificates();
    String said = kubeadm("init --dry-run --skip-phases=preflight,show-join-command", clean);
    outcome.put("objects.yaml", objects(said));
    // Without its key the authority is an external one.
    Files.delete(root.resolve("etc/kubernetes/pki/ca.key"));
    phase("control-plane all", clean);
    manifest("kube-apiserver");
    manifest("kube-controller-manager");
    manifest("kube-scheduler");
    for (Map.Entry<String, EtcdStart> start : Starts.all(cluster).entrySet()) {
      phase("etcd local", clean + extraArgs(start.getValue()));
      manifest("etcd");
      outcome.put("etcd-" + start.getKey() + ".yaml", outcome.remove("etcd.yaml"));
    }
    return outcome;
  }

  /** ekube's own configurations, with what kubeadm is told of the node before them. */
  private static String configuration(Cluster cluster, Node node) {
    String proxy =
        ClusterObjects.of(cluster, "").stream()
            .filter(object -> object.path().endsWith("/configmaps/kube-proxy"))
            .map(object -> Yaml.at(Yaml.parse(object.yaml()), "data", "config.conf"))
            .findFirst()
            .orElseThrow();
    // etcd's extra arguments stand last, so that a list of members can be added at the end.
    return """
    apiVersion: kubeadm.k8s.io/v1beta4
    kind: InitConfiguration
    localAPIEndpoint: {advertiseAddress: %s, bindPort: 6443}
    nodeRegistration: {name: %s, criSocket: "unix:///run/containerd/containerd.sock"}
    ---
    %s---
    %s---
    %s\
    """
        .formatted(
            node.address(),
            node.name(),
            ClusterConfiguration.kubelet(cluster, Role.WORKER),
            proxy,
            ClusterConfiguration.of(cluster));
  }

  private static String extraArgs(EtcdStart start) {
    StringBuilder text = new StringBuilder();
    Starts.flags(start)
        .forEach(
            (name, value) ->
                text.append("      - name: %s\n        value: \"%s\"\n".formatted(name, value)));
    return text.toString();
  }

  private void phase(String phase, String configuration) throws IOException, InterruptedException {
    kubeadm("init phase " + phase, configuration);
  }

  private String kubeadm(String words, String configuration)
      throws IOException, InterruptedException {
    Files.writeString(root.resolve("kubeadm.yaml"), configuration);
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(words.split(" ", -1)));
    command.addAll(List.of("--rootfs", root.toString(), "--config", "/kubeadm.yaml"));
    Path out = root.resolve("out.txt");
    Path err = root.resolve("err.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " said: " + Files.readString(err));
    }
    return Files.readString(out);
  }

  private void manifest(String component) throws IOException {
    Path file = root.resolve("etc/kubernetes/manifests/" + component + ".yaml");
    outcome.put(component + ".yaml", Files.readString(file));
  }

  private void certificates() throws IOException, CertificateException {
    StringBuilder text = new StringBuilder();
    for (String leaf : CERTIFICATES) {
      Path file = root.resolve(CertificateFiles.shownIn(leaf).substring(1));
      String content = Files.readString(file);
      Matcher data = Pattern.compile("client-certificate-data: (\\S+)").matcher(content);
      byte[] pem = content.getBytes(StandardCharsets.UTF_8);
      if (data.find()) {
        outcome.put(leaf + ".conf", withoutData(content));
        pem = Base64.getDecoder().decode(data.group(1));
      }
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(pem));
      text.append(CertificateText.of(leaf, certificate));
    }
    outcome.put("certificates.txt", text.toString());
  }

  /** Every object that kubeadm would create, but for the token, which nobody asked for. */
  private static String objects(String said) {
    StringBuilder text = new StringBuilder();
    Matcher object = OBJECT.matcher(said + "\n\n");
    while (object.find()) {
      if (!object.group(1).equals("secrets")) {
        text.append("---\n").append(withoutData(object.group(2))).append('\n');
      }
    }
    return text.toString();
  }
}
