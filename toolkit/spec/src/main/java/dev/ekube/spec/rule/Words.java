package dev.ekube.spec.rule;

import dev.ekube.model.Span;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Helps messages along: quoting what a user wrote, and guessing what was meant. */
public final class Words {
  private static final int SHOWN = 60;

  private Words() {}

  /** The text in double quotes, cut when long, with control characters made visible. */
  public static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    int shown = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (++shown > SHOWN) {
        out.append('…');
        break;
      }
      int c = text.codePointAt(i);
      switch (c) {
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '"' -> out.append("\\\"");
        default -> {
          if (Character.isISOControl(c)) {
            out.append('\\').append('x').append(Integer.toHexString(c));
          } else {
            out.appendCodePoint(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }

  /** The candidate that was most likely meant: at most a third of its letters differ. */
  public static Optional<String> closest(String text, Collection<String> candidates) {
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      int allowed = Math.max(1, Math.min(text.length(), candidate.length()) / 3);
      if (Math.abs(candidate.length() - text.length()) > allowed) {
        continue;
      }
      int distance = distance(lower(text), lower(candidate));
      if (distance <= allowed && distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  /** {@code a, b or c}. */
  public static String either(Collection<String> words) {
    StringBuilder out = new StringBuilder();
    int left = words.size();
    for (String word : words) {
      out.append(word).append(left > 2 ? ", " : left == 2 ? " or " : "");
      left--;
    }
    return out.toString();
  }

  /** A place in a sentence: {@code cluster.yaml:12}. */
  public static String lineOf(Span place) {
    return place.file() + ":" + place.line();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Letters to change, add, drop or swap with their neighbour. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 ? j : j == 0 ? i : step(d, a, b, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int step(int[][] d, String a, String b, int i, int j) {
    int change = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(change, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
  }
}
