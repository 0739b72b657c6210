package dev.ekube.model;

import java.util.regex.Pattern;

/**
 * The name of a Warewulf overlay that ekube owns. {@code ekube-demo} goes to every node, {@code
 * ekube-demo.control} and {@code ekube-demo.worker} to one role, {@code ekube-demo.hosts} stands in
 * the runtime list behind Warewulf's own hosts file. The dot cannot occur in a {@link ClusterName},
 * so two clusters on one manager never share a name.
 */
public record OverlayName(String value) implements Comparable<OverlayName> {
  private static final Pattern SHAPE =
      Pattern.compile("ekube-[a-z]([-a-z0-9]{0,38}[a-z0-9])?(\\.(control|worker|hosts))?");

  public OverlayName {
    Check.that(SHAPE.matcher(value).matches(), "not an overlay of ekube: %s", value);
  }

  public static OverlayName common(ClusterName cluster) {
    return new OverlayName("ekube-" + cluster);
  }

  public static OverlayName of(ClusterName cluster, Role role) {
    return new OverlayName("ekube-" + cluster + "." + role.word());
  }

  public static OverlayName hosts(ClusterName cluster) {
    return new OverlayName("ekube-" + cluster + ".hosts");
  }

  /** True when an overlay directory of this name belongs to that cluster. */
  public static boolean belongsTo(ClusterName cluster, String directory) {
    return SHAPE.matcher(directory).matches()
        && (directory.equals("ekube-" + cluster) || directory.startsWith("ekube-" + cluster + "."));
  }

  @Override
  public int compareTo(OverlayName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
