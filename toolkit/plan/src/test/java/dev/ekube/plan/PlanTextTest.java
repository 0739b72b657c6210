package dev.ekube.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.Bytes;
import dev.ekube.model.Cluster;
import dev.ekube.model.Clusters;
import dev.ekube.model.Copies;
import dev.ekube.model.FileTree;
import dev.ekube.model.FileTree.RegularFile;
import dev.ekube.model.ImageName;
import dev.ekube.model.Role;
import dev.ekube.model.RoleSettings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlanTextTest {
  @Test
  void showsEveryKindOfStep() throws IOException {
    Golden.check("everything.txt", PlanText.of(Plans.everything(), Style.PLAIN));
  }

  @Test
  void coloursOnlyAddEscapes() throws IOException {
    String coloured = PlanText.of(Plans.everything(), Style.COLOUR);
    assertThat(coloured.replaceAll("\u001b\\[[0-9]+m", ""))
        .isEqualTo(PlanText.of(Plans.everything(), Style.PLAIN));
    Golden.check("everything-colour.txt", coloured);
  }

  @Test
  void theFirstApplyOfFiveNodes() throws IOException {
    Cluster demo = Clusters.demo();
    Golden.check("first-apply.txt", text(demo, Managers.fresh(demo)));
  }

  @Test
  void noChanges() {
    assertThat(text(Clusters.demo(), Managers.applied(Clusters.demo())))
        .isEqualTo("cluster demo: no changes\n");
  }

  @Test
  void aThousandEqualChangesAreOneBlock() throws IOException {
    Cluster before = Clusters.large(1000);
    Map<Role, RoleSettings> roles = new TreeMap<>(before.roles());
    roles.computeIfPresent(
        Role.WORKER,
        (r, s) -> new RoleSettings(new ImageName("k8s-next-ww"), s.profiles(), s.kubelet()));
    Cluster after =
        new Cluster(
            before.name(),
            before.version(),
            before.endpoint(),
            before.network(),
            before.manager(),
            Copies.sorted(roles),
            before.nodes(),
            before.images(),
            before.security(),
            before.manifests(),
            before.recovery(),
            before.share());
    Golden.check("thousand-changes.txt", text(after, Managers.applied(before)));
  }

  @Test
  void aRefusedPlanSaysSo() {
    Cluster demo = Clusters.demo();
    Observed none = Managers.fresh(Clusters.large(1));
    Observed bare =
        new Observed(
            none.nodes(), none.overlays(), Set.of(), Set.of(), Set.of(), none.built(), Set.of());
    assertThat(text(demo, bare))
        .contains("cluster.yaml: error[node-image-missing]: Warewulf lacks the node images")
        .endsWith("cluster demo: this plan cannot be applied; see the errors above\n");
  }

  @Test
  void hugeAndBinaryFilesAreSummarised() {
    FileTree before =
        FileTree.builder()
            .file("huge", 0644, "x\n".repeat(400_000))
            .file("many-lines", 0644, "x\n".repeat(5_000))
            .put("binary", new RegularFile(Bytes.of(new byte[] {0, 1, 2}), 0755))
            .build();
    FileTree after =
        FileTree.builder()
            .file("huge", 0644, "y\n".repeat(400_000))
            .file("many-lines", 0644, "y\n".repeat(5_000))
            .put("binary", new RegularFile(Bytes.of(new byte[] {0, 1, 2, 3}), 0755))
            .build();
    assertThat(PlanText.of(Plans.writing(before, after), Style.PLAIN).lines())
        .containsExactly(
            "1. overlay: write overlay ekube-demo.worker: 0 added, 3 changed, 0 removed",
            "  ~ binary (0755, 3 bytes, binary -> 0755, 4 bytes, binary)",
            "  ~ huge (0644, 800000 bytes, too large to show)",
            "  ~ many-lines (0644, 10000 bytes)",
            "",
            "cluster demo: 1 step (overlay 1), 0 through wwctl");
  }

  @Test
  void aMissingLastLineFeedIsSeen() {
    FileTree before = FileTree.builder().file("a", 0644, "x\ny\n").build();
    FileTree after = FileTree.builder().file("a", 0644, "x\ny").build();
    assertThat(PlanText.of(Plans.writing(before, after), Style.PLAIN))
        .contains("    -y\n    +y\n    \\ No newline at end of file\n");
  }

  @Test
  void filesCannotDriveTheTerminal() {
    FileTree before = FileTree.builder().file("a", 0644, "x\n").build();
    FileTree after = FileTree.builder().file("a", 0644, "\u001b]0;title\u0007\u202e\n").build();
    assertThat(PlanText.of(Plans.writing(before, after), Style.PLAIN))
        .contains("+\\u001b]0;title\\u0007\\u202e")
        .doesNotContain("\u001b");
  }

  @Test
  void longDiffsAreCut() {
    FileTree before = FileTree.builder().file("a", 0644, "").file("b", 0644, "").build();
    FileTree after =
        FileTree.builder().file("a", 0644, "line\n".repeat(500)).file("b", 0644, "").build();
    List<String> lines = PlanText.of(Plans.writing(before, after), Style.PLAIN).lines().toList();
    assertThat(lines).hasSizeLessThan(210).contains("    … 303 more lines");
  }

  private static String text(Cluster cluster, Observed observed) {
    return PlanText.of(
        Planner.plan(
            cluster,
            SmallRender.of(cluster),
            List.of(),
            observed,
            PlanOptions.standard("cluster.yaml")),
        Style.PLAIN);
  }
}
