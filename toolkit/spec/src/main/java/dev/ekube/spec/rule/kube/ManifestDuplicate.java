package dev.ekube.spec.rule.kube;

import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import java.util.HashSet;
import java.util.Set;

/** Each manifest once. */
public final class ManifestDuplicate extends Check {
  public ManifestDuplicate() {
    super("manifest-duplicate", "A manifest stands twice in the list.");
  }

  @Override
  public void check(Draft draft, Found found) {
    Set<String> seen = new HashSet<>();
    for (Placed<String> manifest : draft.manifests()) {
      if (!seen.add(manifest.value())) {
        found.add(
            problem(
                manifest.place(),
                "the manifest " + manifest.value() + " stands twice",
                "keep one of them"));
      }
    }
  }
}
