package dev.ekube.spec.rule.format;

import dev.ekube.spec.rule.FormatRule;

/** IPMI takes 16 characters. */
public final class IpmiUserFormat extends FormatRule {
  public static final IpmiUserFormat RULE = new IpmiUserFormat();

  private IpmiUserFormat() {
    super(
        "bad-ipmi-user",
        "the name of an IPMI user",
        "admin",
        "[!-~]{1,16}",
        "IPMI knows user names of at most 16 characters without blanks. The password is "
            + "not written here: it stays in Warewulf's profile or node, where ekube leaves "
            + "it alone.");
  }
}
