package dev.ekube.spec.rule.format;

import dev.ekube.spec.rule.FormatRule;

/** The interface that ipmitool uses. */
public final class IpmiDriverFormat extends FormatRule {
  public static final IpmiDriverFormat RULE = new IpmiDriverFormat();

  private IpmiDriverFormat() {
    super(
        "bad-ipmi-driver",
        "the name of an IPMI driver",
        "lanplus",
        "[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}",
        "The driver is the interface that Warewulf hands to its power tool: lan or "
            + "lanplus, or the name of a template on newer versions.");
  }
}
