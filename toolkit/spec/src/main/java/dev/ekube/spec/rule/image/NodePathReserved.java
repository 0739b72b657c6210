package dev.ekube.spec.rule.image;

import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import java.util.Set;

/** What a running system mounts over cannot come from an image. */
public final class NodePathReserved extends Check {
  private static final Set<String> MOUNTED = Set.of("dev", "proc", "run", "sys", "tmp");

  public NodePathReserved() {
    super(
        "node-path-reserved",
        "A file of an image lies where a running node mounts something over it, so that nobody"
            + " would ever see it.");
  }

  @Override
  public void check(Draft draft, Found found) {
    for (NodePathDuplicate.Taken taken : NodePathDuplicate.all(draft.images().content())) {
      String top = taken.path().split("/", 3)[1];
      if (MOUNTED.contains(top)) {
        found.add(
            problem(
                taken.place(),
                "the path " + taken.path() + " lies below /" + top + ", which nodes mount over it",
                "choose another path"));
      }
    }
  }
}
