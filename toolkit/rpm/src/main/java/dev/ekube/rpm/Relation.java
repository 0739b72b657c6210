package dev.ekube.rpm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a package says of another: a name, and which versions are meant.
 *
 * @param name of a package or of what one provides, a path, or a rich dependency in parentheses
 * @param flags rpm's rpmsenseFlags_e
 * @param version empty when any will do
 */
public record Relation(String name, long flags, String version) {
  private static final long LESS = 1 << 1;
  private static final long GREATER = 1 << 2;
  private static final long EQUAL = 1 << 3;

  /** {@code %pre}, {@code %post}, {@code %pretrans}, {@code %posttrans}, rpm itself, keys. */
  private static final long FOR_INSTALLING = 1 << 9 | 1 << 10 | 1 << 7 | 1 << 5 | 1 << 24 | 1 << 26;

  /** {@code %preun} and {@code %postun}. */
  private static final long FOR_ERASING = 1 << 11 | 1 << 12;

  private static final long RPMLIB = 1 << 24;

  private static final long META = 1 << 29;

  /**
   * A relation by its operator in words: {@code <}, {@code <=}, {@code =}, {@code >=}, {@code >}.
   */
  public static Optional<Relation> of(String name, String operator, String version) {
    return switch (operator) {
      case "<" -> Optional.of(new Relation(name, LESS, version));
      case "<=" -> Optional.of(new Relation(name, LESS | EQUAL, version));
      case "=", "==" -> Optional.of(new Relation(name, EQUAL, version));
      case ">=" -> Optional.of(new Relation(name, GREATER | EQUAL, version));
      case ">" -> Optional.of(new Relation(name, GREATER, version));
      default -> Optional.empty();
    };
  }

  public boolean takesLess() {
    return (flags & LESS) != 0;
  }

  public boolean takesGreater() {
    return (flags & GREATER) != 0;
  }

  public boolean takesEqual() {
    return (flags & EQUAL) != 0;
  }

  /** True when it says something of versions. */
  public boolean isVersioned() {
    return !version.isEmpty() && (flags & (LESS | GREATER | EQUAL)) != 0;
  }

  /** True for what rpm itself must be able to do. */
  public boolean isOfRpm() {
    return (flags & RPMLIB) != 0 || name.startsWith("rpmlib(");
  }

  /** True for what is needed while installing, and not afterwards. */
  public boolean isForInstallingOnly() {
    return (flags & FOR_INSTALLING) != 0 && (flags & (FOR_ERASING | META)) == 0;
  }

  /** {@code (a if b)} and its kin. */
  public boolean isRich() {
    return name.startsWith("(");
  }

  /**
   * True when both speak of some version in common, as rpm sees it: one that names no version
   * speaks of all, and a release counts only where both name one.
   */
  public boolean overlaps(Relation other) {
    if (!isVersioned() || !other.isVersioned()) {
      return true;
    }
    Optional<Evr> one = Evr.parse(version);
    Optional<Evr> two = Evr.parse(other.version);
    if (one.isEmpty() || two.isEmpty()) {
      return version.equals(other.version);
    }
    int order = one.get().compareAsAsked(two.get());
    if (order < 0) {
      return takesGreater() || other.takesLess();
    }
    if (order > 0) {
      return takesLess() || other.takesGreater();
    }
    return (takesEqual() && other.takesEqual())
        || (takesLess() && other.takesLess())
        || (takesGreater() && other.takesGreater());
  }

  /** That name in exactly that version. */
  public static Relation exactly(String name, Evr evr) {
    return new Relation(name, EQUAL, evr.toString());
  }

  /** As spec files write it. */
  @Override
  public String toString() {
    if (!isVersioned()) {
      return name;
    }
    List<String> words = new ArrayList<>(List.of(name));
    words.add((takesLess() ? "<" : "") + (takesGreater() ? ">" : "") + (takesEqual() ? "=" : ""));
    words.add(version);
    return String.join(" ", words);
  }
}
