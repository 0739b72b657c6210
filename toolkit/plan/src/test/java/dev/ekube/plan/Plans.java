package dev.ekube.plan;

import dev.ekube.model.Bytes;
import dev.ekube.model.ClusterName;
import dev.ekube.model.Clusters;
import dev.ekube.model.FileTree;
import dev.ekube.model.FileTree.RegularFile;
import dev.ekube.model.ImageName;
import dev.ekube.model.ImageRef;
import dev.ekube.model.NodeEntry;
import dev.ekube.model.NodeName;
import dev.ekube.model.OverlayName;
import dev.ekube.model.Problem;
import dev.ekube.model.Role;
import dev.ekube.model.Span;
import dev.ekube.plan.NodeChange.Change;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A plan with one step of each kind. */
final class Plans {
  static final ClusterName DEMO = new ClusterName("demo");

  private Plans() {}

  static Plan everything() {
    List<NodeEntry> entries = SmallRender.of(Clusters.demo()).nodes();
    NodeName old = new NodeName("worker7");
    NodeChange change =
        new NodeChange(
            entries.get(3),
            new TreeMap<>(
                Map.of(
                    "image", new Change(Optional.of("k8s-old-ww"), Optional.of("k8s-base-ww")),
                    "tag.site", new Change(Optional.of("hall 2"), Optional.empty()))),
            false);
    return new Plan(
        DEMO,
        List.of(
            new Step.PullImages(List.of(new ImageRef("registry.k8s.io/pause:3.10"))),
            new Step.BuildNodeImages(List.of(new ImageName("k8s-base-ww"))),
            new Step.PublishNodeImages(List.of(new ImageName("k8s-base-ww"))),
            new Step.UpdateNodes(entries.subList(4, 5), List.of(change), List.of(old)),
            new Step.WriteOverlay(OverlayName.common(DEMO), before(), after()),
            new Step.RemoveOverlay(OverlayName.hosts(DEMO)),
            new Step.BuildOverlays(
                new TreeMap<>(
                    Map.of(new NodeName("worker0"), "5e1f", new NodeName("worker1"), "77"))),
            new Step.RemoveBuiltOverlays(List.of(old)),
            new Step.PowerCycle(List.of(new NodeName("worker0"), new NodeName("worker1")))),
        List.of(
            new Problem(
                Problem.Severity.WARNING,
                "boot-without-ipmi",
                Span.whole("cluster.yaml"),
                "these nodes change but have no IPMI address: control0",
                "restart them yourself, or give them `ipmi` in cluster.yaml")));
  }

  /** A plan that writes one overlay. */
  static Plan writing(FileTree before, FileTree after) {
    return new Plan(
        DEMO,
        List.of(new Step.WriteOverlay(OverlayName.of(DEMO, Role.WORKER), before, after)),
        List.of());
  }

  private static FileTree before() {
    return FileTree.builder()
        .file("etc/ekube/agent.conf", 0644, "manager=10.0.0.12\nport=8442\n")
        .file("etc/ekube/old", 0644, "old\n")
        .build();
  }

  private static FileTree after() {
    return FileTree.builder()
        .file("etc/ekube/agent.conf", 0600, "manager=10.0.0.13\nport=8442\n")
        .put("usr/lib/ekube/agent.jar", new RegularFile(Bytes.of(new byte[] {80, 75, 0, 1}), 0644))
        .symlink("usr/sbin/ekube", "../lib/ekube/ekube")
        .build();
  }
}
