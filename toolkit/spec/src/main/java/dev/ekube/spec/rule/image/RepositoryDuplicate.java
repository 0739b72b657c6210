package dev.ekube.spec.rule.image;

import dev.ekube.model.node.PackageRepository;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Each repository has a name of its own. */
public final class RepositoryDuplicate extends Check {
  public RepositoryDuplicate() {
    super(
        "repository-duplicate",
        "Two repositories have one name, so that the lock file could not tell them apart.");
  }

  @Override
  public void check(Draft draft, Found found) {
    Set<String> seen = new HashSet<>();
    for (Placed<PackageRepository> r : draft.images().content().repositories().orElse(List.of())) {
      String name = r.value().name();
      if (!seen.add(name)) {
        found.add(
            problem(r.place(), "the repository name " + name + " stands twice", "rename one"));
      }
    }
  }
}
