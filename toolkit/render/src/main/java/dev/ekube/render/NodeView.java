package dev.ekube.render;

import dev.ekube.model.FileTree;
import dev.ekube.model.NodeEntry;
import dev.ekube.model.NodeName;
import dev.ekube.model.OverlayName;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What ekube's overlays put on one node, as Warewulf builds them: later overlays win, templates are
 * rendered and have lost their {@code .ww}. Warewulf's own overlays are not part of it.
 *
 * @param system arrives with the boot
 * @param runtime arrives after it, and again at every update interval
 */
public record NodeView(FileTree system, FileTree runtime) {
  private static final String TEMPLATE = ".ww";

  /** A node that is not among the rendered ones is an IllegalArgumentException. */
  public static NodeView of(Rendered rendered, NodeName node, ManagerFacts manager) {
    NodeEntry entry =
        rendered.nodes().stream()
            .filter(e -> e.name().equals(node))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no such node: " + node));
    WarewulfTemplate.Facts facts =
        new WarewulfTemplate.Facts(
            node.value(), manager.address().toString(), manager.buildHost(), entry.tags());
    return new NodeView(
        tree(rendered.overlays(), entry.systemOverlays(), facts),
        tree(rendered.overlays(), entry.runtimeOverlays(), facts));
  }

  private static FileTree tree(
      SortedMap<OverlayName, FileTree> overlays,
      List<OverlayName> names,
      WarewulfTemplate.Facts facts) {
    FileTree tree = FileTree.empty();
    for (OverlayName name : names) {
      tree = tree.overlaidBy(onNode(overlays.getOrDefault(name, FileTree.empty()), facts));
    }
    return tree;
  }

  private static FileTree onNode(FileTree overlay, WarewulfTemplate.Facts facts) {
    FileTree.Builder tree = FileTree.builder();
    for (Map.Entry<String, FileTree.Entry> e : overlay.entries().entrySet()) {
      String path = e.getKey();
      switch (e.getValue()) {
        case FileTree.RegularFile file when path.endsWith(TEMPLATE) -> {
          String target = path.substring(0, path.length() - TEMPLATE.length());
          String text = WarewulfTemplate.parse(path, file.content().utf8()).render(facts);
          tree.file(target, file.mode(), text);
        }
        case FileTree.RegularFile file -> tree.put(path, file);
        case FileTree.Symlink link -> tree.put(path, link);
      }
    }
    return tree.build();
  }
}
