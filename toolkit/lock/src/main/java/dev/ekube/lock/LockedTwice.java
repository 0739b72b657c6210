package dev.ekube.lock;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.rule.Rule;

/** An image or package has one entry. */
final class LockedTwice extends Rule {
  static final LockedTwice RULE = new LockedTwice();

  private LockedTwice() {
    super(
        "locked-twice",
        "An image or package has one entry, or nobody could tell which digest counts.");
  }

  Problem at(Span place, String name) {
    return problem(place, name + " is locked a second time", "delete one of the two entries");
  }
}
