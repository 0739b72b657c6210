package dev.ekube.model.node;

import dev.ekube.model.Check;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A package that an image is to hold: {@code NAME}, or {@code NAME OPERATOR VERSION} as RPM writes
 * dependencies, such as {@code kubelet = 1.32.1} or {@code containerd.io < 1:2.0}.
 *
 * @param name of a package, or an absolute path that one provides
 */
public record PackageRequest(String name, Optional<Constraint> constraint) {
  /** What Java and ECMAScript read alike; without anchors. */
  public static final String PATTERN =
      "([A-Za-z0-9][A-Za-z0-9+._-]*|/[A-Za-z0-9+._/-]+)"
          + "( (=|<|<=|>|>=) (([0-9]+:)?[A-Za-z0-9._+~^]+(-[A-Za-z0-9._+~^]+)?))?";

  private static final Pattern SHAPE = Pattern.compile(PATTERN);

  /**
   * Which versions will do.
   *
   * @param version epoch, version and release as RPM writes them: {@code [E:]V[-R]}
   */
  public record Constraint(Operator operator, String version) {}

  /** How a version compares. */
  public enum Operator {
    EQUAL("="),
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">=");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }

    private static Operator of(String sign) {
      for (Operator operator : values()) {
        if (operator.sign.equals(sign)) {
          return operator;
        }
      }
      throw new IllegalArgumentException("no operator: " + sign);
    }
  }

  public PackageRequest {
    Check.that(!name.isEmpty(), "a package has a name");
  }

  public static boolean isValid(String text) {
    return SHAPE.matcher(text).matches();
  }

  /** Reads a text that {@link #isValid}. */
  public static PackageRequest parse(String text) {
    Matcher matcher = SHAPE.matcher(text);
    Check.that(matcher.matches(), "not a package request: %s", text);
    Optional<Constraint> constraint =
        Optional.ofNullable(matcher.group(3))
            .map(sign -> new Constraint(Operator.of(sign), matcher.group(4)));
    return new PackageRequest(matcher.group(1), constraint);
  }

  /** As cluster.yaml writes it. */
  @Override
  public String toString() {
    return name + constraint.map(c -> " " + c.operator().sign() + " " + c.version()).orElse("");
  }
}
