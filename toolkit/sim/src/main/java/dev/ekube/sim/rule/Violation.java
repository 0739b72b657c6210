package dev.ekube.sim.rule;

/** A rule is broken; the run ends here. */
public final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String rule;

  public Violation(String rule, String what) {
    super(rule + ": " + what);
    this.rule = rule;
  }

  /** The id of the broken rule. */
  public String rule() {
    return rule;
  }
}
