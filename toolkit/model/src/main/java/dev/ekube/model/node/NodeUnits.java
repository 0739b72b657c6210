package dev.ekube.model.node;

import java.util.List;

/** What happens to systemd units, beyond what presets say. */
public record NodeUnits(List<String> enable, List<String> disable, List<String> mask) {
  public NodeUnits {
    enable = List.copyOf(enable);
    disable = List.copyOf(disable);
    mask = List.copyOf(mask);
  }
}
