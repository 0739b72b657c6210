package dev.ekube.spec.yaml;

import java.util.Set;

/** What a plain scalar means in YAML 1.2's core schema. {@code yes} and {@code 1_000} are text. */
public final class Meaning {
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
  private static final Set<String> FALSE = Set.of("false", "False", "FALSE");

  private Meaning() {}

  public static boolean isNull(Yaml.Scalar scalar) {
    return scalar.plain() && NULLS.contains(scalar.text());
  }

  public static boolean isTrue(Yaml.Scalar scalar) {
    return scalar.plain() && TRUE.contains(scalar.text());
  }

  public static boolean isFlag(Yaml.Scalar scalar) {
    return isTrue(scalar) || (scalar.plain() && FALSE.contains(scalar.text()));
  }

  /** A decimal integer of at most nine digits without leading zeros, so that it fits an int. */
  public static boolean isWhole(Yaml.Scalar scalar) {
    String digits = scalar.text().startsWith("-") ? scalar.text().substring(1) : scalar.text();
    boolean shaped = scalar.plain() && !digits.isEmpty() && digits.length() <= 9;
    for (int i = 0; i < digits.length() && shaped; i++) {
      shaped = digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
    }
    return shaped && (digits.length() == 1 || digits.charAt(0) != '0');
  }
}
