package dev.ekube.cli.boot;

import dev.ekube.apply.port.Warewulf;
import dev.ekube.model.NodeName;
import java.util.List;

/** {@code wwctl power cycle}: IPMI, for nodes that nothing else reaches. */
record WarewulfPower(Warewulf warewulf) implements Power {
  @Override
  public String words() {
    return "through IPMI";
  }

  @Override
  public void reboot(List<NodeName> nodes) {
    warewulf.powerCycle(nodes);
  }

  @Override
  public List<NodeName> wake(List<NodeName> silent) {
    warewulf.powerCycle(silent);
    return List.of();
  }
}
