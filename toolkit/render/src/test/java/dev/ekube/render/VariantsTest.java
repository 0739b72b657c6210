package dev.ekube.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.kubeadm.ContainerImages;
import dev.ekube.model.Cidr;
import dev.ekube.model.Cluster;
import dev.ekube.model.Clusters;
import dev.ekube.model.Copies;
import dev.ekube.model.Device;
import dev.ekube.model.FileTree;
import dev.ekube.model.Ipmi;
import dev.ekube.model.Ipv4;
import dev.ekube.model.KeyKind;
import dev.ekube.model.KubeletSettings;
import dev.ekube.model.MacAddress;
import dev.ekube.model.Network;
import dev.ekube.model.Node;
import dev.ekube.model.NodeName;
import dev.ekube.model.OverlayName;
import dev.ekube.model.Role;
import dev.ekube.model.Security;
import dev.ekube.model.Taint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What a choice in cluster.yaml changes on the nodes. */
class VariantsTest {
  private final Cluster demo = Clusters.demo();

  @Test
  void enforcingSelinuxReachesEveryProgramThatMustKnow() {
    Cluster enforcing = Edits.selinux(Security.Selinux.ENFORCING);
    String drop = "usr/lib/systemd/system/haproxy.service.d/10-ekube.conf";
    assertThat(Views.file(enforcing, "worker0", "etc/selinux/config"))
        .contains("\nSELINUX=enforcing\n");
    assertThat(Views.file(enforcing, "worker0", "etc/containerd/config.toml"))
        .contains("enable_selinux = true");
    assertThat(Views.file(enforcing, "worker0", drop)).contains("setsebool haproxy_connect_any");
    assertThat(Views.file(demo, "worker0", "etc/selinux/config"))
        .contains("\nSELINUX=permissive\n");
    assertThat(Views.file(demo, "worker0", drop)).doesNotContain("setsebool");
  }

  @Test
  void theKindOfKeysReachesAgentsAndWhatKubeadmReads() {
    Cluster rsa = Clusters.withKeys(demo, KeyKind.RSA_2048);
    String kubeadm = "etc/ekube/kubeadm/cluster-configuration.yaml";
    for (String node : List.of("control0", "worker0")) {
      assertThat(Views.file(rsa, node, "etc/ekube/agent.json"))
          .contains("\n  \"keys\": \"RSA-2048\",\n");
    }
    assertThat(Views.file(rsa, "control0", kubeadm)).contains("\nencryptionAlgorithm: RSA-2048\n");
    assertThat(Views.file(demo, "control0", kubeadm))
        .contains("\nencryptionAlgorithm: ECDSA-P256\n");
  }

  @Test
  void flannelTakesNftablesAndAnMtu() {
    Cluster tuned = Edits.cni(Network.Cni.Kind.FLANNEL, true, OptionalInt.of(8950));
    String path = "etc/ekube/manifests/20-flannel.yaml";
    assertThat(Views.file(tuned, "control0", path))
        .contains("\"EnableNFTables\": true")
        .contains("\"MTU\": 9000");
    assertThat(Views.file(demo, "control0", path))
        .contains("\"EnableNFTables\": false")
        .doesNotContain("MTU");
  }

  @Test
  void agentsAreToldWhomToTrustOnceThereIsAnAuthority() {
    String path = "etc/ekube/agent.json";
    OverlayName every = OverlayName.common(demo.name());
    FileTree pinned =
        new Renderer()
            .render(demo, Optional.of("sha256:abcd"), Optional.empty())
            .overlays()
            .get(every);
    FileTree plain = new Renderer().render(demo).overlays().get(every);

    assertThat(pinned.text(path).orElseThrow()).contains("\n  \"ca\": \"sha256:abcd\",\n");
    assertThat(plain.text(path).orElseThrow()).doesNotContain("\"ca\"");
  }

  @Test
  void withoutCniNothingOfFlannelIsLeft() {
    Cluster bare = Edits.cni(Network.Cni.Kind.NONE, false, OptionalInt.empty());
    for (String node : List.of("control0", "worker0")) {
      FileTree tree = Views.system(bare, node);
      assertThat(tree.entries().keySet()).noneMatch(path -> path.contains("flannel"));
      assertThat(tree.text("etc/modules-load.d/ekube.conf").orElseThrow()).doesNotContain("vxlan");
    }
    assertThat(ContainerImages.of(bare)).noneMatch(image -> image.value().contains("flannel"));
  }

  @Test
  void reservationsBelongToOneRole() {
    Cluster reserved =
        Edits.kubelet(
            Role.WORKER,
            new KubeletSettings(
                250,
                Copies.sorted(Map.of("memory", "2Gi", "cpu", "500m")),
                Copies.sorted(Map.of("memory", "1Gi")),
                Copies.sorted(Map.of())));
    String path = "var/lib/kubelet/config.yaml";
    assertThat(Views.file(reserved, "worker0", path))
        .contains("maxPods: 250\n")
        .contains("systemReserved:\n  cpu: \"500m\"\n  memory: \"2Gi\"\n")
        .contains("kubeReserved:\n  memory: \"1Gi\"\n")
        .doesNotContain("evictionHard");
    assertThat(Views.file(reserved, "control0", path))
        .contains("maxPods: 110\n")
        .doesNotContain("Reserved");
  }

  @Test
  void labelsAndTaintsReachTheKubelet() {
    Node plain = demo.nodes(Role.WORKER).getFirst();
    Node labelled =
        new Node(
            plain.name(),
            plain.role(),
            plain.devices(),
            Copies.sorted(
                Map.of(
                    "gpu", "a100",
                    "topology.kubernetes.io/zone", "rack1")),
            List.of(
                new Taint("gpu", "only", Taint.Effect.NoSchedule),
                new Taint("new", "", Taint.Effect.NoExecute)),
            List.of(),
            Copies.sorted(Map.of("rack", "7")),
            Optional.empty());
    Cluster cluster = Edits.node(labelled);
    assertThat(Views.file(cluster, "worker0", "var/lib/kubelet/kubeadm-flags.env"))
        .contains(" --node-labels=gpu=a100,topology.kubernetes.io/zone=rack1 ")
        .contains(" --register-with-taints=gpu=only:NoSchedule,new:NoExecute\"");
    assertThat(Views.entry(cluster, "worker0").tags()).containsEntry("rack", "7");
    assertThat(Views.file(cluster, "worker1", "var/lib/kubelet/kubeadm-flags.env"))
        .contains(" --node-labels= ")
        .contains(" --register-with-taints=\"");
  }

  @Test
  void tagsThatWouldBeReadAsMoreThanTextAreRefused() {
    for (String value : List.of("a\"b", "a b", "$HOME", "{{x}}", "a\nb", "%h", "ä")) {
      assertThatThrownBy(() -> new Renderer().render(Edits.node(tainted(value))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("worker0");
    }
  }

  @Test
  void timeComesFromTheSiteElseFromTheManager() {
    List<Ipv4> dns = demo.network().provisioning().dns();
    Cluster site = Edits.provisioning(dns, List.of("ntp1.site", "ntp2.site"));
    assertThat(Views.file(site, "worker0", "etc/chrony.conf"))
        .contains("server ntp1.site iburst")
        .contains("server ntp2.site iburst")
        .doesNotContain("10.0.0.13");
    assertThat(Views.file(demo, "worker0", "etc/chrony.conf")).contains("server 10.0.0.13 iburst");
  }

  @Test
  void withoutNameServersTheClusterAnswersForItselfAlone() {
    Cluster alone = Edits.provisioning(List.of(), List.of());
    assertThat(Views.file(alone, "worker0", "etc/ekube/resolv.conf")).doesNotContain("nameserver");
    assertThat(Views.file(alone, "control0", "etc/ekube/manifests/30-coredns.yaml"))
        .doesNotContain("forward");
  }

  @Test
  void withoutWorkersThereIsNoWorkersOverlay() {
    Cluster cluster = Edits.controlNodesOnly(3);
    assertThat(new Renderer().render(cluster).overlays().keySet())
        .extracting(OverlayName::value)
        .containsExactly("ekube-demo", "ekube-demo.control", "ekube-demo.hosts");
  }

  @Test
  void fiveControlNodesKnowEachOther() {
    Cluster cluster = Edits.controlNodesOnly(5);
    String haproxy = Views.file(cluster, "control2", "etc/haproxy/haproxy.cfg");
    String keepalived = Views.file(cluster, "control2", "etc/keepalived/keepalived.conf");
    assertThat(haproxy.lines().filter(line -> line.startsWith("    server "))).hasSize(5);
    assertThat(keepalived)
        .contains("    priority 210\n")
        .contains("    unicast_src_ip 10.0.0.3\n")
        .contains(
            """
                unicast_peer {
                    10.0.0.1
                    10.0.0.2
                    10.0.0.4
                    10.0.0.5
                }
            """);
    assertThat(new Renderer().render(cluster).nodes())
        .extracting(entry -> entry.tags().get("ekube-priority"))
        .containsExactly("250", "230", "210", "190", "170");
  }

  @Test
  void aClusterMayBeCalledNo() {
    assertThat(
            Views.file(
                Edits.named("no"), "control0", "etc/ekube/kubeadm/cluster-configuration.yaml"))
        .contains("\nclusterName: \"no\"\n");
  }

  @Test
  void oneControlNodeHasNoPeers() {
    Cluster cluster = Edits.controlNodesOnly(1);
    assertThat(Views.file(cluster, "control0", "etc/keepalived/keepalived.conf"))
        .doesNotContain("unicast");
    assertThat(Views.file(cluster, "control0", "etc/ekube/kubeadm/cluster-configuration.yaml"))
        .doesNotContain("goaway");
  }

  @Test
  void everyAddressOfANodeStandsInHosts() {
    Cluster cluster = Edits.node(twoDevices());
    assertThat(Views.file(cluster, "control0", "etc/hosts"))
        .contains("\n10.0.0.20 worker0 worker0-default worker0-net0\n")
        .contains("\n10.1.0.20 worker0-fast worker0-ib0\n");
    assertThat(Views.runtime(cluster, "worker1").text("etc/hosts"))
        .contains(Views.file(cluster, "worker1", "etc/hosts"));
    assertThat(Views.entry(cluster, "worker0").fields())
        .containsEntry("device.fast.device", "ib0")
        .containsEntry("device.fast.type", "infiniband");
  }

  @Test
  void ipmiAndKernelArgumentsStandInTheEntry() {
    Node plain = demo.nodes(Role.WORKER).getFirst();
    Node managed =
        new Node(
            plain.name(),
            plain.role(),
            plain.devices(),
            plain.labels(),
            plain.taints(),
            List.of("console=ttyS0", "quiet"),
            plain.tags(),
            Optional.of(
                new Ipmi(Ipv4.parse("10.2.0.20"), Optional.of("admin"), Optional.of("lanplus"))));
    assertThat(Views.entry(Edits.node(managed), "worker0").fields())
        .containsEntry("ipmi.address", "10.2.0.20")
        .containsEntry("ipmi.user", "admin")
        .containsEntry("ipmi.driver", "lanplus")
        .containsEntry("kernel.args", "console=ttyS0 quiet");
  }

  @Test
  void manyWorkersAskTheApiServersLessOften() {
    assertThat(Views.file(demo, "worker0", "etc/haproxy/haproxy.cfg")).contains(" inter 500ms ");
    assertThat(Views.file(Clusters.large(1000), "worker0", "etc/haproxy/haproxy.cfg"))
        .contains(" inter 5000ms ");
    assertThat(Views.file(Clusters.large(1000), "control0", "etc/haproxy/haproxy.cfg"))
        .contains(" inter 500ms ");
  }

  private Node tainted(String value) {
    Node plain = demo.nodes(Role.WORKER).getFirst();
    return new Node(
        plain.name(),
        plain.role(),
        plain.devices(),
        plain.labels(),
        List.of(new Taint("key", value, Taint.Effect.NoSchedule)),
        plain.kernelArgs(),
        plain.tags(),
        plain.ipmi());
  }

  private Node twoDevices() {
    Node plain = demo.nodes(Role.WORKER).getFirst();
    Device second =
        new Device(
            "fast",
            "ib0",
            "infiniband",
            Optional.of(MacAddress.parse("52:54:00:00:01:20")),
            Optional.of(Ipv4.parse("10.1.0.20")),
            Optional.of(Cidr.parse("10.1.0.0/24")),
            Optional.empty(),
            OptionalInt.empty(),
            Copies.sorted(Map.of()));
    Device silent =
        new Device(
            "spare",
            "net9",
            "ethernet",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Copies.sorted(Map.of()));
    return new Node(
        new NodeName("worker0"),
        Role.WORKER,
        List.of(plain.primary(), second, silent),
        plain.labels(),
        plain.taints(),
        plain.kernelArgs(),
        plain.tags(),
        plain.ipmi());
  }
}
