package dev.ekube.spec.rule.node;

import dev.ekube.model.Problem;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Rule;
import java.util.List;

/** As many MACs as nodes. */
public final class RangeMacCount extends Rule {
  public static final RangeMacCount RULE = new RangeMacCount();

  private RangeMacCount() {
    super(
        "range-mac-count",
        "The file of MACs has more or fewer lines than the range has nodes. The first "
            + "line belongs to the first node, the second to the second, so a missing line "
            + "would give every later node its neighbour's address.");
  }

  /** Says so at the place that names the file. */
  public Problem at(Placed<String> file, String range, List<String> names, int lines) {
    return problem(
        file.place(),
        "%s has %d MACs, but %s are %d nodes (%s to %s)"
            .formatted(file.value(), lines, range, names.size(), names.getFirst(), names.getLast()),
        lines < names.size() ? "add the missing MACs" : "make the range larger, or remove lines");
  }
}
