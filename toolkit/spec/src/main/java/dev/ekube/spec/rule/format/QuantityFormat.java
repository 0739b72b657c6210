package dev.ekube.spec.rule.format;

import dev.ekube.spec.rule.FormatRule;

/** A number with a unit. */
public final class QuantityFormat extends FormatRule {
  public static final QuantityFormat RULE = new QuantityFormat();

  private QuantityFormat() {
    super(
        "bad-quantity",
        "a Kubernetes quantity",
        "512Mi",
        "[0-9]{1,15}(\\.[0-9]{1,9})?(m|k|M|G|T|P|Ki|Mi|Gi|Ti|Pi)?",
        "A quantity is a number with a Kubernetes unit: m for thousandths, k M G T P in "
            + "thousands, Ki Mi Gi Ti Pi in steps of 1024. There is no MB and no blank before "
            + "the unit.");
  }

  @Override
  protected String advice(String text) {
    return text.endsWith("B") ? "leave out the B: write Mi or M, Gi or G" : super.advice(text);
  }
}
