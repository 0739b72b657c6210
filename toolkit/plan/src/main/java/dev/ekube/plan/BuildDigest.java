package dev.ekube.plan;

import dev.ekube.model.FileTree;
import dev.ekube.model.NodeEntry;
import dev.ekube.model.NodeName;
import dev.ekube.model.OverlayName;
import dev.ekube.model.Sha256;
import dev.ekube.render.Rendered;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a node's overlay images are built from, as one number: the trees of its overlays in their
 * order and every field of its entry, because templates may print any of them. Warewulf's own
 * overlays are not in it; whoever changes those builds by hand.
 */
final class BuildDigest {
  private BuildDigest() {}

  /** SHA-256 in hex for every node. Trees are read once each, however many nodes share them. */
  public static SortedMap<NodeName, String> of(Rendered rendered) {
    Map<OverlayName, String> trees = new TreeMap<>();
    rendered.overlays().forEach((name, tree) -> trees.put(name, tree.digest()));
    SortedMap<NodeName, String> digests = new TreeMap<>();
    rendered.nodes().forEach(entry -> digests.put(entry.name(), of(entry, trees)));
    return digests;
  }

  private static String of(NodeEntry entry, Map<OverlayName, String> trees) {
    Sha256 sum = new Sha256();
    addTrees(sum, "system", entry.systemOverlays(), trees);
    addTrees(sum, "runtime", entry.runtimeOverlays(), trees);
    entry.fields().forEach((key, value) -> sum.field(key).field(value));
    return HexFormat.of().formatHex(sum.finish());
  }

  private static void addTrees(
      Sha256 sum, String list, List<OverlayName> overlays, Map<OverlayName, String> trees) {
    sum.field(list).field(Integer.toString(overlays.size()));
    for (OverlayName overlay : overlays) {
      sum.field(overlay.value()).field(trees.getOrDefault(overlay, FileTree.empty().digest()));
    }
  }
}
