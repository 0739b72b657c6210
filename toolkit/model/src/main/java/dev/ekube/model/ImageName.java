package dev.ekube.model;

import java.util.regex.Pattern;

/** A Warewulf node image's name, such as {@code k8s-control-ww} (wwctl's own rule for names). */
public record ImageName(String value) implements Comparable<ImageName> {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:-]{0,127}");

  public ImageName {
    Check.that(isValid(value), "not a node image name: %s", value);
  }

  public static boolean isValid(String text) {
    return SHAPE.matcher(text).matches();
  }

  @Override
  public int compareTo(ImageName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
