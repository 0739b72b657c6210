package dev.ekube.spec.rule.format;

import dev.ekube.spec.rule.FormatRule;

/** What the kernel takes. */
public final class InterfaceFormat extends FormatRule {
  public static final InterfaceFormat RULE = new InterfaceFormat();

  private InterfaceFormat() {
    super(
        "bad-interface",
        "the name of a network interface",
        "net0",
        "[A-Za-z0-9_][A-Za-z0-9_.@-]{0,14}",
        "The kernel takes interface names of at most 15 characters, without blanks, "
            + "colons and slashes.");
  }
}
