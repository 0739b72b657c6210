package dev.ekube.machine.arbiter;

import dev.ekube.machine.Incarnation;
import dev.ekube.model.Copies;
import dev.ekube.model.NodeName;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Planned reboots (rule R8).
 *
 * @param queue not begun yet, in order
 * @param running begun: the boot that is to end
 */
public record Reboots(
    List<NodeName> queue, String reason, SortedMap<NodeName, Incarnation> running) {
  static final Reboots NONE = new Reboots(List.of(), "", Copies.sorted(Map.of()));

  public Reboots {
    queue = List.copyOf(queue);
    running = Copies.sorted(running);
  }
}
