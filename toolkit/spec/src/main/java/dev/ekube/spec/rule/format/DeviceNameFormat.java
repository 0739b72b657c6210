package dev.ekube.spec.rule.format;

import dev.ekube.spec.rule.FormatRule;

/** The key of a device in nodes.conf. */
public final class DeviceNameFormat extends FormatRule {
  public static final DeviceNameFormat RULE = new DeviceNameFormat();

  private DeviceNameFormat() {
    super(
        "bad-device-name",
        "a device's name in Warewulf",
        "fast",
        "[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}",
        "Warewulf keeps the devices of a node under names of letters, digits, dots, "
            + "hyphens and underscores. The first one is always called default and is made "
            + "from mac and address of the node itself. Device types (ethernet, infiniband, "
            + "bond, vlan) are written alike.");
  }
}
