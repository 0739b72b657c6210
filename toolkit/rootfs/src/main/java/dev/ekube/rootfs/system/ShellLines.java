package dev.ekube.rootfs.system;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a script as they would run, as far as that can be told by looking: loops over words
 * that stand there are written out, and variables that were given a plain word are put in. A line
 * with anything else in it stays as it is, for the rules to refuse.
 */
final class ShellLines {
  private static final Pattern LOOP =
      Pattern.compile("for ([a-z]\\w*) in ((?:\"[^\"$`]*\"|[^\"'$`;&|<> ]+)(?: .*)?) ?; do");
  private static final Pattern BRACES = Pattern.compile("([^{}]*)\\{([^{}]*)\\}([^{}]*)");
  private static final Pattern ASSIGNMENT = Pattern.compile("([a-z]\\w*)=([A-Za-z0-9/._-]+)");

  /** iptables-nft 1.8.10 asks whether manual pages are left out; rpm leaves none out by itself. */
  private static final Pattern WITH_PAGES =
      Pattern.compile("\\[\\[ %\\{_excludedocs\\} == 1 \\]\\] \\|\\| ([a-z]\\w*)=(true)");

  private static final Pattern USE =
      Pattern.compile("\\$(?:(\\w+)|\\{(\\w+)\\}|\\{(\\w+):\\+([^{}]*)\\})");
  private static final Pattern IF_A_FILE =
      Pattern.compile("if \\[ \"\\$\\(readlink -e (\\S+)\\)\" == (\\S+) \\] ?; ?then");

  private ShellLines() {}

  /** Without comments and empty lines; an {@code if} that only removes a file is one line. */
  static List<String> of(String script) {
    Deque<String> left = new ArrayDeque<>();
    for (String line : script.replaceAll("\\\\\\s*\n", " ").lines().toList()) {
      String bare = line.strip().replaceAll("[ \t]+", " ").replaceAll(" ?;$", "");
      if (!bare.isEmpty() && !bare.startsWith("#")) {
        left.add(bare);
      }
    }
    return joined(known(unrolled(left)));
  }

  private static List<String> unrolled(Deque<String> left) {
    List<String> lines = new ArrayList<>();
    while (!left.isEmpty()) {
      String line = left.pop();
      Matcher loop = LOOP.matcher(line);
      Optional<List<String>> body = loop.matches() ? body(left) : Optional.empty();
      if (body.isEmpty()) {
        lines.add(line);
        continue;
      }
      List<String> inner = unrolled(new ArrayDeque<>(body.get()));
      for (String word : words(loop.group(2))) {
        // An assignment of the loop's variable, which the lines of its body then see.
        lines.add(loop.group(1) + "=" + word);
        lines.addAll(inner);
      }
    }
    return lines;
  }

  /** The lines up to the loop's end, which are taken away; nothing is taken from one without. */
  private static Optional<List<String>> body(Deque<String> left) {
    List<String> body = new ArrayList<>();
    int depth = 1;
    for (String line : left) {
      depth += line.matches("for .* do") ? 1 : line.equals("done") ? -1 : 0;
      if (depth == 0) {
        for (int i = 0; i <= body.size(); i++) {
          left.pop();
        }
        return Optional.of(body);
      }
      body.add(line);
    }
    return Optional.empty();
  }

  private static List<String> words(String list) {
    List<String> words = new ArrayList<>();
    for (String word : ShellWords.of(list)) {
      Matcher braces = BRACES.matcher(word);
      if (braces.matches()) {
        for (String one : braces.group(2).split(",", -1)) {
          words.add(braces.group(1) + one + braces.group(3));
        }
      } else {
        words.add(word);
      }
    }
    return words;
  }

  private static List<String> known(List<String> lines) {
    Map<String, String> values = new TreeMap<>();
    List<String> plain = new ArrayList<>();
    for (String line : lines) {
      Matcher given = ASSIGNMENT.matcher(line);
      Matcher pages = WITH_PAGES.matcher(line);
      Matcher none = Pattern.compile("([a-z]\\w*)=").matcher(line);
      if (given.matches()) {
        values.put(given.group(1), given.group(2));
      } else if (pages.matches()) {
        values.put(pages.group(1), pages.group(2));
      } else if (none.matches()) {
        values.put(none.group(1), "");
      } else {
        // Within single quotes a shell puts nothing in.
        plain.add(line.contains("'") ? line : filled(line, values));
      }
    }
    return plain;
  }

  private static String filled(String line, Map<String, String> values) {
    StringBuilder text = new StringBuilder();
    Matcher use = USE.matcher(line);
    while (use.find()) {
      String name = use.group(1) != null ? use.group(1) : use.group(2);
      String value =
          name == null
              ? values.getOrDefault(use.group(3), "").isEmpty() ? "" : filled(use.group(4), values)
              : values.getOrDefault(name, use.group());
      use.appendReplacement(text, Matcher.quoteReplacement(value));
    }
    return use.appendTail(text).toString().strip();
  }

  private static List<String> joined(List<String> lines) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher file = IF_A_FILE.matcher(lines.get(i));
      boolean removes =
          file.matches()
              && file.group(1).equals(file.group(2))
              && i + 2 < lines.size()
              && lines.get(i + 1).equals("rm -f " + file.group(1))
              && lines.get(i + 2).equals("fi");
      all.add(removes ? "rm -f " + file.group(1) + " if it is a file" : lines.get(i));
      i += removes ? 2 : 0;
    }
    return all;
  }
}
