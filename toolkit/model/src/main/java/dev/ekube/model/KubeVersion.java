package dev.ekube.model;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A released Kubernetes version, written {@code v1.32.1}. */
public record KubeVersion(int major, int minor, int patch) implements Comparable<KubeVersion> {
  private static final Pattern SHAPE =
      Pattern.compile("v([0-9]{1,4})\\.([0-9]{1,4})\\.([0-9]{1,4})");

  public KubeVersion {
    Check.that(major >= 0 && minor >= 0 && patch >= 0, "negative version part");
  }

  public static KubeVersion parse(String text) {
    Matcher m = SHAPE.matcher(text);
    Check.that(m.matches(), "not a Kubernetes version: %s", text);
    return new KubeVersion(
        Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)));
  }

  public static boolean isValid(String text) {
    return SHAPE.matcher(text).matches();
  }

  @Override
  public int compareTo(KubeVersion other) {
    return Comparator.comparingInt(KubeVersion::major)
        .thenComparingInt(KubeVersion::minor)
        .thenComparingInt(KubeVersion::patch)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return "v" + major + "." + minor + "." + patch;
  }
}
