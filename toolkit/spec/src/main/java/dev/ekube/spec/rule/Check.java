package dev.ekube.spec.rule;

import dev.ekube.spec.draft.Draft;

/** A rule that looks at a draft as a whole, after its parts have been read. */
public abstract class Check extends Rule {
  protected Check(String id, String meaning) {
    super(id, meaning);
  }

  /** Reports what breaks this rule; parts that are missing or broken themselves are passed over. */
  public abstract void check(Draft draft, Found found);
}
