package dev.ekube.machine;

import dev.ekube.model.Check;
import java.util.regex.Pattern;

/**
 * One boot of a node, known by the kernel's boot id ({@code /proc/sys/kernel/random/boot_id}). A
 * RAM node that boots again is a new machine with an old name: same node, new incarnation.
 */
public record Incarnation(String bootId) implements Comparable<Incarnation> {
  private static final Pattern SHAPE = Pattern.compile("[0-9a-zA-Z][-0-9a-zA-Z]{0,63}");

  public Incarnation {
    Check.that(SHAPE.matcher(bootId).matches(), "not a boot id: %s", bootId);
  }

  @Override
  public int compareTo(Incarnation other) {
    return bootId.compareTo(other.bootId);
  }

  @Override
  public String toString() {
    return bootId;
  }
}
