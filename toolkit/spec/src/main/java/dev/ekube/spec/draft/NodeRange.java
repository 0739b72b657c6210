package dev.ekube.spec.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Names with numbers counted up, as Warewulf writes them: {@code worker[0-99]}, {@code c[1-3,5]}.
 */
public final class NodeRange {
  private static final int MOST_DIGITS = 6;

  private final List<List<String>> parts;

  private NodeRange(List<List<String>> parts) {
    this.parts = parts;
  }

  /** How many numbers a bracket may give before it is too many for any cluster. */
  private static final int MOST = 10_000;

  /**
   * The range that a text stands for; empty when it has no bracket, a bracket does not hold numbers
   * that run upwards, or more than 10,000 of them.
   */
  public static Optional<NodeRange> parse(String text) {
    List<List<String>> parts = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf('[', at);
      int close = text.indexOf(']', Math.max(open, at));
      if (open < 0 || close < 0) {
        break;
      }
      List<String> numbers = numbers(text.substring(open + 1, close));
      if (numbers.isEmpty()) {
        return Optional.empty();
      }
      parts.add(List.of(text.substring(at, open)));
      parts.add(numbers);
      at = close + 1;
    }
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    parts.add(List.of(text.substring(at)));
    return Optional.of(new NodeRange(parts));
  }

  private static List<String> numbers(String inside) {
    List<String> numbers = new ArrayList<>();
    for (String run : inside.split(",", -1)) {
      int hyphen = run.indexOf('-');
      String first = hyphen < 0 ? run : run.substring(0, hyphen);
      String last = hyphen < 0 ? run : run.substring(hyphen + 1);
      if (!isNumber(first) || !isNumber(last)) {
        return List.of();
      }
      int from = Integer.parseInt(first);
      int to = Integer.parseInt(last);
      if (from > to || numbers.size() + to - from >= MOST) {
        return List.of();
      }
      for (int i = from; i <= to; i++) {
        String digits = Integer.toString(i);
        numbers.add("0".repeat(Math.max(0, first.length() - digits.length())) + digits);
      }
    }
    return numbers;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= MOST_DIGITS
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** How many names it gives. */
  public long count() {
    long count = 1;
    for (List<String> part : parts) {
      count *= part.size();
    }
    return count;
  }

  /** The names, the last bracket counting fastest. Ask {@link #count} first. */
  public List<String> names() {
    List<String> names = List.of("");
    for (List<String> part : parts) {
      List<String> longer = new ArrayList<>(names.size() * part.size());
      for (String name : names) {
        for (String piece : part) {
          longer.add(name + piece);
        }
      }
      names = longer;
    }
    return names;
  }

  /** The longest name that it gives. */
  public String longest() {
    StringBuilder name = new StringBuilder();
    for (List<String> part : parts) {
      name.append(part.getLast());
    }
    return name.toString();
  }
}
