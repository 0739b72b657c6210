package dev.ekube.spec.rule.image;

import dev.ekube.model.Span;
import dev.ekube.model.node.NodeImageKind;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.DraftNodeImages;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import dev.ekube.spec.rule.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/** One thing at one path of an image. */
public final class NodePathDuplicate extends Check {
  public NodePathDuplicate() {
    super(
        "node-path-duplicate",
        "Two of files, links and binaries want the same path in the same node image.");
  }

  /** Something that takes a path. */
  record Taken(String path, SortedSet<NodeImageKind> images, Span place) {}

  /** All that cluster.yaml itself puts into images. */
  static List<Taken> all(DraftNodeImages content) {
    List<Taken> all = new ArrayList<>();
    content
        .binaries()
        .orElse(List.of())
        .forEach(b -> all.add(new Taken(b.value().path(), b.value().images(), b.place())));
    content
        .files()
        .forEach(f -> all.add(new Taken(f.value().path(), f.value().images(), f.place())));
    content
        .links()
        .forEach(l -> all.add(new Taken(l.value().path(), l.value().images(), l.place())));
    return all;
  }

  @Override
  public void check(Draft draft, Found found) {
    Map<String, Span> seen = new HashMap<>();
    for (Taken taken : all(draft.images().content())) {
      for (NodeImageKind image : taken.images()) {
        Span first = seen.putIfAbsent(image + taken.path(), taken.place());
        if (first != null) {
          found.add(
              problem(
                  taken.place(),
                  "the path " + taken.path() + " is taken already at " + Words.lineOf(first),
                  "keep one of them, or give them different images"));
          break;
        }
      }
    }
  }
}
