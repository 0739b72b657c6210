package dev.ekube.render;

import dev.ekube.model.Cluster;
import dev.ekube.model.FileTree;
import dev.ekube.model.NodeEntry;
import dev.ekube.model.OverlayName;
import dev.ekube.model.Role;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Renders a whole cluster. The same cluster gives the same bytes on every machine. */
public final class Renderer {
  /** Every overlay of the cluster and every node's entry. */
  public Rendered render(Cluster cluster) {
    Map<OverlayName, FileTree> overlays = new TreeMap<>();
    overlays.put(
        OverlayName.common(cluster.name()),
        FileTree.builder().file("etc/ekube/cluster", 0644, cluster.name() + "\n").build());
    List<NodeEntry> nodes =
        cluster.nodes().stream()
            .map(
                n ->
                    new NodeEntry(
                        n.name(),
                        cluster.settings(n.role()).image(),
                        cluster.settings(n.role()).profiles(),
                        List.of(OverlayName.common(cluster.name())),
                        List.of(),
                        n.kernelArgs(),
                        n.devices(),
                        new TreeMap<>(
                            Map.of(
                                NodeEntry.OWNER_TAG, cluster.name().value(),
                                NodeEntry.ROLE_TAG, n.role().word())),
                        n.ipmi()))
            .toList();
    return new Rendered(new TreeMap<>(overlays), nodes);
  }

  /** The overlays of one role's system list, in Warewulf's order: later ones win. */
  public static List<OverlayName> systemOverlays(Cluster cluster, Role role) {
    return List.of(OverlayName.common(cluster.name()), OverlayName.of(cluster.name(), role));
  }
}
