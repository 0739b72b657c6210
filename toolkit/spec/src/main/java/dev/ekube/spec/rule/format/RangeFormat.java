package dev.ekube.spec.rule.format;

import dev.ekube.model.NodeName;
import dev.ekube.spec.draft.NodeRange;
import dev.ekube.spec.rule.FormatRule;

/** Names with numbers counted up. */
public final class RangeFormat extends FormatRule {
  public static final RangeFormat RULE = new RangeFormat();

  private RangeFormat() {
    super(
        "bad-range",
        "a range of nodes",
        "worker[0-99]",
        "[-a-z0-9]*(\\[[0-9]{1,6}(-[0-9]{1,6})?(,[0-9]{1,6}(-[0-9]{1,6})?)*\\][-a"
            + "-z0-9]*){1,4}",
        "A range is a name with numbers in brackets, as Warewulf writes it: "
            + "worker[0-99], c[1-3,5], r[1-2]n[01-16]. The numbers run upwards; leading zeros "
            + "of the first number pad all of them. Every name that comes of it must be a "
            + "node name.");
  }

  @Override
  public boolean accepts(String text) {
    return super.accepts(text)
        && NodeRange.parse(text).map(r -> NodeName.isValid(r.longest())).orElse(false);
  }

  @Override
  protected String advice(String text) {
    if (NodeName.isValid(text)) {
      return "a single node is written with 'name' in place of 'range'";
    }
    if (text.matches(".*\\[.*[0-9]{7,}.*")
        || (super.accepts(text) && NodeRange.parse(text).isEmpty())) {
      return "let the numbers run upwards, at most 10,000 of them, such as [0-99]";
    }
    return super.advice(text);
  }
}
