package dev.ekube.spec.rule.image;

import dev.ekube.model.node.PackageRequest;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import dev.ekube.spec.rule.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Each package is asked for once. */
public final class PackageDuplicate extends Check {
  public PackageDuplicate() {
    super(
        "package-duplicate",
        "A package is asked for twice. What the base image has, the control image has too, so a"
            + " package stands in one of the two lists.");
  }

  @Override
  public void check(Draft draft, Found found) {
    List<Placed<PackageRequest>> all = new ArrayList<>();
    draft.images().content().base().ifPresent(all::addAll);
    draft.images().content().control().ifPresent(all::addAll);
    Map<String, Placed<PackageRequest>> seen = new HashMap<>();
    for (Placed<PackageRequest> request : all) {
      Placed<PackageRequest> first = seen.putIfAbsent(request.value().name(), request);
      if (first != null) {
        found.add(
            problem(
                request.place(),
                "the package "
                    + request.value().name()
                    + " is asked for already at "
                    + Words.lineOf(first.place()),
                "keep one of them"));
      }
    }
  }
}
