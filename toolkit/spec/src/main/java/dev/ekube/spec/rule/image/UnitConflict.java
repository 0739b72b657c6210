package dev.ekube.spec.rule.image;

import dev.ekube.model.Span;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.DraftNodeImages;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import dev.ekube.spec.rule.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A unit starts at boot, or it does not. */
public final class UnitConflict extends Check {
  public UnitConflict() {
    super(
        "unit-conflict",
        "A unit stands in two of the lists enable, disable and mask, or twice in one.");
  }

  @Override
  public void check(Draft draft, Found found) {
    DraftNodeImages.Units units = draft.images().content().units();
    List<Placed<String>> all = new ArrayList<>(units.enable());
    all.addAll(units.disable());
    all.addAll(units.mask());
    Map<String, Span> seen = new HashMap<>();
    for (Placed<String> unit : all) {
      Span first = seen.putIfAbsent(unit.value(), unit.place());
      if (first != null) {
        found.add(
            problem(
                unit.place(),
                "the unit " + unit.value() + " stands already at " + Words.lineOf(first),
                "keep it in one list"));
      }
    }
  }
}
