package dev.ekube.spec.rule.node;

import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.DraftDevice;
import dev.ekube.spec.draft.DraftNode;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;

/** Cards are found by their MAC. */
public final class DeviceMacMissing extends Check {
  public DeviceMacMissing() {
    super(
        "device-mac-missing",
        "A device of the type ethernet has a MAC address, by which the node finds the "
            + "card whatever the kernel calls it. Bonds, VLANs and InfiniBand do without.");
  }

  @Override
  public void check(Draft draft, Found found) {
    for (DraftNode node : draft.nodes()) {
      for (DraftDevice device : node.devices()) {
        boolean ethernet = device.type().map(t -> t.value().equals("ethernet")).orElse(false);
        if (ethernet && !device.macExpected()) {
          found.add(
              problem(
                  device.place(),
                  "a device of the type ethernet has no MAC address",
                  "add mac (macs in a range), or say the type, such as 'type: vlan'"));
        }
      }
    }
  }
}
