package dev.ekube.model;

import java.util.regex.Pattern;

/**
 * A cluster's name: a DNS label of at most 40 characters. It becomes part of overlay names and etcd
 * tokens, so it holds no dot; the dot separates it from the role in an {@link OverlayName}.
 */
public record ClusterName(String value) implements Comparable<ClusterName> {
  private static final Pattern SHAPE = Pattern.compile("[a-z]([-a-z0-9]{0,38}[a-z0-9])?");

  public ClusterName {
    Check.that(isValid(value), "not a cluster name: %s", value);
  }

  public static boolean isValid(String text) {
    return SHAPE.matcher(text).matches();
  }

  @Override
  public int compareTo(ClusterName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
