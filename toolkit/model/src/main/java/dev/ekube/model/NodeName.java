package dev.ekube.model;

import java.util.regex.Pattern;

/**
 * A node's name: one DNS label (RFC 1123, at most 63 characters), because it is at once the
 * Warewulf node, the host name, the Kubernetes node and the etcd member. A node is never known by
 * its address.
 */
public record NodeName(String value) implements Comparable<NodeName> {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  public NodeName {
    Check.that(isValid(value), "not a node name: %s", value);
  }

  public static boolean isValid(String text) {
    return SHAPE.matcher(text).matches();
  }

  /** Natural order: {@code worker2} comes before {@code worker10}. */
  @Override
  public int compareTo(NodeName other) {
    return NaturalOrder.compare(value, other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
