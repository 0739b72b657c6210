package dev.ekube.render;

import dev.ekube.model.Copies;
import dev.ekube.model.FileTree;
import dev.ekube.model.NodeEntry;
import dev.ekube.model.OverlayName;
import java.util.List;
import java.util.SortedMap;

/**
 * What a cluster looks like on the manager: overlay trees as they stand below Warewulf's overlay
 * directory ({@code .ww} files unrendered), and the node entries, in natural order of names.
 */
public record Rendered(SortedMap<OverlayName, FileTree> overlays, List<NodeEntry> nodes) {
  public Rendered {
    overlays = Copies.sorted(overlays);
    nodes = List.copyOf(nodes);
  }
}
