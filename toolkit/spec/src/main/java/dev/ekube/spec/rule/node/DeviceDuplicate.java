package dev.ekube.spec.rule.node;

import dev.ekube.model.Device;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.DraftDevice;
import dev.ekube.spec.draft.DraftNode;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import java.util.ArrayList;
import java.util.List;

/** Devices are told apart by name and interface. */
public final class DeviceDuplicate extends Check {
  public DeviceDuplicate() {
    super(
        "device-duplicate",
        "Two devices of a node have the same name or the same interface. The primary "
            + "device is called default and has the interface network.provisioning.interface.");
  }

  @Override
  public void check(Draft draft, Found found) {
    String primary = draft.network().interfaceName().map(Placed::value).orElse("");
    for (DraftNode node : draft.nodes()) {
      List<String> names = new ArrayList<>(List.of(Device.PRIMARY));
      List<String> interfaces = new ArrayList<>(List.of(primary));
      for (DraftDevice device : node.devices()) {
        device.name().ifPresent(n -> see("the device name", n, names, found));
        device.device().ifPresent(d -> see("the interface", d, interfaces, found));
      }
    }
  }

  private void see(String what, Placed<String> name, List<String> seen, Found found) {
    if (seen.contains(name.value())) {
      String text = what + " " + name.value() + " stands twice on one node";
      found.add(problem(name.place(), text, "write another one; the first device has it already"));
    }
    seen.add(name.value());
  }
}
