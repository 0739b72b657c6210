package dev.ekube.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A call of ekube as a page shows it.
 *
 * @param arguments what stands after {@code ekube}
 */
record ShellCommand(Fence fence, String line, List<String> arguments) {
  private static final Set<String> SHELL = Set.of("sh", "bash", "shell", "console");
  private static final Set<String> PROGRAM = Set.of("ekube", "./ekube");
  private static final Set<String> ENDS = Set.of("|", "||", "&&", ";", ">", ">>", "2>", "<", "&");

  /** Every call of ekube in the shell fences; in a console fence only what follows a prompt. */
  static List<ShellCommand> in(Fence fence) {
    List<ShellCommand> found = new ArrayList<>();
    if (fence.info().isEmpty() || !SHELL.contains(fence.info().split("\\s+", -1)[0])) {
      return found;
    }
    for (String line : joined(fence.lines())) {
      String typed = line.strip();
      if (fence.says("console")) {
        if (!typed.startsWith("$ ") && !typed.startsWith("# ")) {
          continue;
        }
        typed = typed.substring(2);
      }
      calls(fence, typed, found);
    }
    return found;
  }

  private static void calls(Fence fence, String typed, List<ShellCommand> found) {
    List<String> words = words(typed);
    for (int i = 0; i < words.size(); i++) {
      if (PROGRAM.contains(words.get(i)) && startsCommand(words, i)) {
        int end = i + 1;
        while (end < words.size() && !ENDS.contains(words.get(end))) {
          end++;
        }
        found.add(new ShellCommand(fence, typed, List.copyOf(words.subList(i + 1, end))));
      }
    }
  }

  private static boolean startsCommand(List<String> words, int at) {
    String before = at == 0 ? ";" : words.get(at - 1);
    return ENDS.contains(before) || before.equals("sudo") || before.contains("=");
  }

  /** Lines that end in a backslash go on in the next one. */
  private static List<String> joined(List<String> lines) {
    List<String> whole = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    for (String line : lines) {
      if (line.endsWith("\\")) {
        open.append(line, 0, line.length() - 1).append(' ');
      } else {
        whole.add(open + line);
        open.setLength(0);
      }
    }
    return whole;
  }

  /** Words as a shell splits them, as far as pages need it: quotes, and comments at a word. */
  static List<String> words(String typed) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (char c : (typed + " ").toCharArray()) {
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
        if (quote != 0) {
          word.append(c);
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
        inWord = true;
      } else if (c == ' ' || c == '\t') {
        if (inWord) {
          words.add(word.toString());
        }
        word.setLength(0);
        inWord = false;
      } else if (c == '#' && !inWord) {
        break;
      } else {
        word.append(c);
        inWord = true;
      }
    }
    return words;
  }

  @Override
  public String toString() {
    return fence + ": " + line;
  }
}
