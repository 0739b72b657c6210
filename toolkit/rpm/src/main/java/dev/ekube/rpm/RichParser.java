package dev.ekube.rpm;

import dev.ekube.rpm.header.BadRpmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads rich dependencies by the grammar of rpm's documentation (boolean_dependencies). */
final class RichParser {
  private static final int DEEPEST = 64;
  private static final Set<String> CHAINS = Set.of("and", "or", "with");
  private static final Set<String> OPERATORS =
      Set.of("and", "or", "with", "without", "if", "unless", "else");

  private final String text;
  private int at;

  RichParser(String text) {
    this.text = text;
  }

  Rich parse() throws BadRpmException {
    Rich rich = group(0);
    if (at != text.length()) {
      throw bad();
    }
    return rich;
  }

  private Rich group(int depth) throws BadRpmException {
    if (depth > DEEPEST || !take('(')) {
      throw bad();
    }
    List<Rich> parts = new ArrayList<>();
    List<String> operators = new ArrayList<>();
    parts.add(operand(depth));
    while (!take(')')) {
      String operator = word();
      if (!OPERATORS.contains(operator)) {
        throw bad();
      }
      operators.add(operator);
      parts.add(operand(depth));
    }
    return tree(parts, operators);
  }

  private Rich tree(List<Rich> parts, List<String> operators) throws BadRpmException {
    if (operators.isEmpty()) {
      return parts.getFirst();
    }
    String first = operators.getFirst();
    boolean chain = CHAINS.contains(first) && Set.copyOf(operators).size() == 1;
    boolean otherwise = operators.size() == 2 && operators.getLast().equals("else");
    if (!chain && operators.size() != 1 && !otherwise) {
      throw bad();
    }
    Optional<Rich> last = otherwise ? Optional.of(parts.getLast()) : Optional.empty();
    return switch (first) {
      case "and" -> new Rich.All(List.copyOf(parts));
      case "or" -> new Rich.Any(List.copyOf(parts));
      case "with" -> new Rich.With(List.copyOf(parts));
      case "without" -> new Rich.Without(parts.get(0), parts.get(1));
      case "if" -> new Rich.If(parts.get(0), parts.get(1), last);
      case "unless" -> new Rich.Unless(parts.get(0), parts.get(1), last);
      default -> throw bad();
    };
  }

  private Rich operand(int depth) throws BadRpmException {
    skip();
    if (at < text.length() && text.charAt(at) == '(') {
      return group(depth + 1);
    }
    String name = word();
    if (name.isEmpty()) {
      throw bad();
    }
    int before = at;
    Optional<Relation> versioned = Relation.of(name, word(), word());
    if (versioned.isEmpty()) {
      at = before;
      return new Rich.One(new Relation(name, 0, ""));
    }
    if (versioned.get().version().isEmpty()) {
      throw bad();
    }
    return new Rich.One(versioned.get());
  }

  /** The next word; parentheses that it opens are its own, as in {@code lib(x)(64bit)}. */
  private String word() {
    skip();
    int start = at;
    int open = 0;
    while (at < text.length() && !isSpace(text.charAt(at))) {
      char c = text.charAt(at);
      if (c == '(') {
        open++;
      } else if (c == ')' && open-- <= 0) {
        break;
      }
      at++;
    }
    return text.substring(start, at);
  }

  private boolean take(char c) {
    skip();
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private void skip() {
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == ',';
  }

  private BadRpmException bad() {
    return new BadRpmException("its rich dependency \"" + Shown.of(text) + "\" is none");
  }
}
