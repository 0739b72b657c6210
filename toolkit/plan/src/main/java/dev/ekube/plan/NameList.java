package dev.ekube.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes many names shortly: {@code control[0-2] worker7}. Only for people; no command takes it,
 * because Warewulf 4.5 reads brackets differently from one command to the next.
 */
final class NameList {
  private static final Pattern NUMBERED = Pattern.compile("(.*?)(0|[1-9][0-9]{0,8})");
  private static final int SHOWN = 12;

  private NameList() {}

  /** The names in the order given; runs of consecutive numbers become one range. */
  static String of(Collection<?> names) {
    List<String> words = ranges(names);
    if (words.size() <= SHOWN) {
      return String.join(" ", words);
    }
    return String.join(" ", words.subList(0, SHOWN)) + " and " + (words.size() - SHOWN) + " more";
  }

  private static List<String> ranges(Collection<?> names) {
    List<String> words = new ArrayList<>();
    Run run = Run.NONE;
    for (Object name : names) {
      Run next = Run.of(name.toString());
      if (run.isContinuedBy(next)) {
        run = new Run(run.stem(), run.first(), next.last(), run.text());
      } else {
        run.addTo(words);
        run = next;
      }
    }
    run.addTo(words);
    return words;
  }

  /** Names that share a stem and count up by one; {@code first} is -1 for a name without number. */
  private record Run(String stem, int first, int last, String text) {
    static final Run NONE = new Run("", -1, -1, "");

    static Run of(String name) {
      Matcher m = NUMBERED.matcher(name);
      if (!m.matches()) {
        return new Run(name, -1, -1, name);
      }
      int number = Integer.parseInt(m.group(2));
      return new Run(m.group(1), number, number, name);
    }

    boolean isContinuedBy(Run next) {
      return first >= 0 && stem.equals(next.stem) && next.first == last + 1;
    }

    void addTo(List<String> words) {
      if (first < last) {
        words.add(stem + "[" + first + "-" + last + "]");
      } else if (!text.isEmpty()) {
        words.add(text);
      }
    }
  }
}
