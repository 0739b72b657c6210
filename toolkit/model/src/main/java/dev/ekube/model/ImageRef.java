package dev.ekube.model;

import java.util.regex.Pattern;

/** A container image as registries name it: {@code HOST/PATH:TAG} or {@code HOST/PATH@sha256:…}. */
public record ImageRef(String value) implements Comparable<ImageRef> {
  private static final Pattern SHAPE =
      Pattern.compile(
          "[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[a-z0-9]([a-z0-9._-]*[a-z0-9])?)+"
              + "(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?");

  public ImageRef {
    Check.that(isValid(value), "not an image reference: %s", value);
  }

  public static boolean isValid(String text) {
    return SHAPE.matcher(text).matches();
  }

  @Override
  public int compareTo(ImageRef other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
