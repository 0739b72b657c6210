package dev.ekube.lock;

import dev.ekube.spec.rule.FormatRule;

/** How the lock file writes something of a package. */
final class LockedWord extends FormatRule {
  LockedWord(String id, String what, String example, String pattern, String why) {
    super(id, what, example, pattern, why);
  }

  @Override
  protected String advice(String text) {
    return "restore the line from version control, or write the file anew with `ekube lock`";
  }
}
