package dev.ekube.rpm;

/**
 * How rpm compares versions (rpmvercmp): runs of digits as numbers, runs of letters as texts, all
 * else only separates. {@code ~} sorts before everything, even the end; {@code ^} after the end,
 * but before everything else. Letters and digits are those of ASCII.
 */
final class VersionOrder {
  private final String one;
  private final String other;
  private int a;
  private int b;

  private VersionOrder(String one, String other) {
    this.one = one;
    this.other = other;
  }

  static int compare(String one, String other) {
    return one.equals(other) ? 0 : new VersionOrder(one, other).run();
  }

  private int run() {
    while (a < one.length() || b < other.length()) {
      a = skip(one, a);
      b = skip(other, b);
      if (at(one, a) == '~' || at(other, b) == '~') {
        if (at(one, a) != at(other, b)) {
          return at(one, a) == '~' ? -1 : 1;
        }
        a++;
        b++;
        continue;
      }
      if (at(one, a) == '^' || at(other, b) == '^') {
        if (at(one, a) != at(other, b)) {
          return caret();
        }
        a++;
        b++;
        continue;
      }
      if (a >= one.length() || b >= other.length()) {
        break;
      }
      int order = segments();
      if (order != 0) {
        return order;
      }
    }
    return Boolean.compare(a < one.length(), b < other.length());
  }

  /** Only one of them has a caret here. */
  private int caret() {
    if (a >= one.length()) {
      return -1;
    }
    if (b >= other.length()) {
      return 1;
    }
    return at(one, a) == '^' ? -1 : 1;
  }

  private int segments() {
    boolean number = isDigit(at(one, a));
    int endA = end(one, a, number);
    int endB = end(other, b, number);
    if (endB == b) {
      // A number is newer than letters.
      return number ? 1 : -1;
    }
    String left = one.substring(a, endA);
    String right = other.substring(b, endB);
    a = endA;
    b = endB;
    if (number) {
      left = left.replaceFirst("^0+", "");
      right = right.replaceFirst("^0+", "");
      if (left.length() != right.length()) {
        return Integer.compare(left.length(), right.length());
      }
    }
    return Integer.signum(left.compareTo(right));
  }

  private static int skip(String text, int from) {
    int at = from;
    while (at < text.length()
        && !isDigit(text.charAt(at))
        && !isLetter(text.charAt(at))
        && text.charAt(at) != '~'
        && text.charAt(at) != '^') {
      at++;
    }
    return at;
  }

  private static int end(String text, int from, boolean number) {
    int at = from;
    while (at < text.length() && (number ? isDigit(text.charAt(at)) : isLetter(text.charAt(at)))) {
      at++;
    }
    return at;
  }

  /** The character there, or NUL at the end. */
  private static char at(String text, int place) {
    return place < text.length() ? text.charAt(place) : '\0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
