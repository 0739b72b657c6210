package dev.ekube.lab.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.lab.engine.NodeContainer;
import dev.ekube.model.Cluster;
import dev.ekube.model.ClusterName;
import dev.ekube.model.Clusters;
import dev.ekube.model.Copies;
import dev.ekube.model.FileTree;
import dev.ekube.model.NodeName;
import dev.ekube.model.Role;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LabPlanTest {
  private static final Cluster CLUSTER = Clusters.demo();
  private static final FileTree OVERLAYS =
      FileTree.builder()
          .file("etc/hosts", 0644, "127.0.0.1 localhost\n")
          .file("var/lib/kubelet/config.yaml", 0644, "kind: KubeletConfiguration\n")
          .file(
              "etc/containerd/config.toml",
              0644,
              """
              version = 2
              imports = ["/etc/containerd/conf.d/*.toml"]

              [plugins."io.containerd.grpc.v1.cri"]
                sandbox_image = "registry.k8s.io/pause:3.10"
                SystemdCgroup = true
              """)
          .build();

  private static LabPlan plan(OptionalDouble cpus) {
    return LabPlan.of(
        CLUSTER,
        node -> OVERLAYS,
        new LabSettings(
            Copies.sorted(Map.of(Role.CONTROL, "c:1", Role.WORKER, "w:1")),
            cpus,
            List.of("SYS_ADMIN"),
            "/labs/demo"));
  }

  private static NodeContainer control0() {
    return plan(OptionalDouble.empty()).nodes().get(new NodeName("control0"));
  }

  @Test
  void everyNodeIsAContainerOfItsRolesImageAtItsOwnAddress() {
    LabPlan plan = plan(OptionalDouble.empty());

    assertThat(plan.nodes().keySet())
        .containsExactlyElementsOf(CLUSTER.nodes().stream().map(n -> n.name()).toList());
    CLUSTER
        .nodes()
        .forEach(
            node -> {
              NodeContainer container = plan.nodes().get(node.name());
              assertThat(container.address()).isEqualTo(node.address());
              assertThat(container.image()).isEqualTo(node.role() == Role.CONTROL ? "c:1" : "w:1");
              assertThat(container.network()).isEqualTo(plan.network().name());
            });
  }

  @Test
  void theManagersAddressIsTheGateway() {
    LabPlan plan = plan(OptionalDouble.empty());

    assertThat(plan.network().gateway()).isEqualTo(CLUSTER.manager().address());
    assertThat(plan.network().subnet()).isEqualTo(CLUSTER.network().provisioning().cidr());
    assertThat(control0().environment())
        .containsEntry("EKUBE_LAB_GATEWAY", CLUSTER.manager().address().toString())
        .containsEntry("EKUBE_LAB_INTERFACE", "net0");
  }

  @Test
  void whatWasMadeIsFoundAgainByItsLabels() {
    assertThat(control0().labels())
        .containsEntry(LabNames.LAB, "demo")
        .containsEntry(LabNames.NODE, "control0")
        .containsEntry(LabNames.FOLDER, "/labs/demo");
    assertThat(plan(OptionalDouble.empty()).network().labels()).containsEntry(LabNames.LAB, "demo");
  }

  @Test
  void filesThatAMountWouldHideAreBroughtByTheFirstProcess() {
    FileTree files = control0().files();

    assertThat(files.text("etc/hosts")).hasValue("127.0.0.1 localhost\n");
    assertThat(files.text("var/lib/kubelet/config.yaml")).isEmpty();
    assertThat(files.text("usr/lib/ekube-lab/ram/var/lib/kubelet/config.yaml"))
        .hasValue("kind: KubeletConfiguration\n");
    assertThat(control0().entrypoint()).containsExactly("/usr/lib/ekube-lab/boot");
    assertThat(files.entries()).containsKey("usr/lib/ekube-lab/boot");
  }

  @Test
  void theNodesOwnFilesStayAsASiteBootsThem() {
    FileTree files = control0().files();

    assertThat(files.text("etc/containerd/config.toml"))
        .isEqualTo(OVERLAYS.text("etc/containerd/config.toml"));
    assertThat(files.text("etc/containerd/conf.d/90-lab.toml").orElseThrow())
        .contains("version = 2", "[plugins.\"io.containerd.grpc.v1.cri\"]")
        .contains("  restrict_oom_score_adj = true", "SystemdCgroup = false", "pause:3.10")
        .doesNotContain("imports");
  }

  @Test
  void aSliceOfTheProcessorsIsTheSameForEveryNode() {
    assertThat(control0().nanoCpus()).isEmpty();
    assertThat(plan(OptionalDouble.of(0.38)).nodes().values())
        .allSatisfy(node -> assertThat(node.nanoCpus()).isEqualTo(OptionalLong.of(380_000_000L)));
  }

  @Test
  void aNodeMayDoWhatThisMachineHasToGive() {
    assertThat(Capabilities.within(0)).isEmpty();
    assertThat(Capabilities.within(-1L)).contains("SYS_RESOURCE", "AUDIT_READ").hasSize(38);
    assertThat(Capabilities.within(0x1fffeffffffL))
        .contains("SYS_ADMIN", "NET_ADMIN")
        .doesNotContain("SYS_RESOURCE");
  }

  @Test
  void aBridgesNameFitsIntoLinuxAndDiffersByLab() {
    String one = LabNames.bridge(CLUSTER.name());
    String other = LabNames.bridge(new ClusterName("other"));

    assertThat(one).hasSizeLessThanOrEqualTo(15).isNotEqualTo(other);
  }
}
