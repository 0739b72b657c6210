package dev.ekube.render;

import dev.ekube.model.Copies;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code .ww} template in the small part of Go's text/template that ekube writes, which every
 * generation of Warewulf reads alike: {@code nobackup}, {@code .Id}, {@code .Ipaddr}, {@code
 * .BuildHost}, {@code index .Tags "key"}, {@code if eq .Id "x"}, {@code if ne .Id "x"} and {@code
 * end}, with the trims <code>{{-</code> and <code>-}}</code>. Anything else is an error with its
 * place, because guessing would show a file that Warewulf does not write.
 */
public final class WarewulfTemplate {
  /**
   * What Warewulf gives to a template.
   *
   * @param id the node's name
   * @param ipaddr the manager's address
   * @param buildHost the manager's host name
   * @param tags the node's tags; one that is missing reads as empty
   */
  public record Facts(String id, String ipaddr, String buildHost, SortedMap<String, String> tags) {
    public Facts {
      tags = Copies.sorted(tags);
    }
  }

  private static final Pattern TAG =
      Pattern.compile("index[ \t\r\n]+\\.Tags[ \t\r\n]+\"([^\"\\\\\n]*)\"");
  private static final Pattern IF =
      Pattern.compile("if[ \t\r\n]+(eq|ne)[ \t\r\n]+\\.Id[ \t\r\n]+\"([^\"\\\\\n]*)\"");

  private sealed interface Piece {}

  private record Text(String text) implements Piece {}

  private enum Value implements Piece {
    NOTHING,
    ID,
    IPADDR,
    BUILD_HOST
  }

  private record Tag(String key) implements Piece {}

  private record Choice(boolean equal, String id, List<Piece> inside) implements Piece {}

  private final List<Piece> pieces;

  private WarewulfTemplate(List<Piece> pieces) {
    this.pieces = List.copyOf(pieces);
  }

  /**
   * Reads a template.
   *
   * @param name what errors call it, usually its path
   * @throws WarewulfTemplateException with {@code NAME:LINE:COLUMN} when it goes beyond the subset
   */
  public static WarewulfTemplate parse(String name, String text) {
    return new WarewulfTemplate(new Parser(name, text).parse());
  }

  /** The text that Warewulf writes to the file. */
  public String render(Facts facts) {
    StringBuilder out = new StringBuilder();
    write(pieces, facts, out);
    return out.toString();
  }

  private static void write(List<Piece> pieces, Facts facts, StringBuilder out) {
    for (Piece piece : pieces) {
      switch (piece) {
        case Text text -> out.append(text.text());
        case Value value -> out.append(valueOf(value, facts));
        case Tag tag -> out.append(facts.tags().getOrDefault(tag.key(), ""));
        case Choice choice -> {
          if (facts.id().equals(choice.id()) == choice.equal()) {
            write(choice.inside(), facts, out);
          }
        }
      }
    }
  }

  private static String valueOf(Value value, Facts facts) {
    return switch (value) {
      case NOTHING -> "";
      case ID -> facts.id();
      case IPADDR -> facts.ipaddr();
      case BUILD_HOST -> facts.buildHost();
    };
  }

  /** An {@code if} whose {@code end} is still to come. */
  private record Open(boolean equal, String id, int at, List<Piece> inside) {}

  private static final class Parser {
    private final String name;
    private final String text;
    private final Deque<Open> open = new ArrayDeque<>();

    Parser(String name, String text) {
      this.name = name;
      this.text = text;
      open.push(new Open(true, "", 0, new ArrayList<>()));
    }

    List<Piece> parse() {
      int from = 0;
      boolean trim = false;
      int start = text.indexOf("{{");
      while (start >= 0) {
        int end = text.indexOf("}}", start);
        if (end < 0) {
          throw error(start, "action is not closed");
        }
        Action action = Action.of(text.substring(start + 2, end));
        addText(text.substring(from, start), trim, action.trimsBefore());
        addAction(action.words(), start);
        trim = action.trimsAfter();
        from = end + 2;
        start = text.indexOf("{{", from);
      }
      addText(text.substring(from), trim, false);
      if (open.size() > 1) {
        throw error(open.peek().at(), "if without end");
      }
      return open.pop().inside();
    }

    private void addText(String raw, boolean trimStart, boolean trimEnd) {
      String cut = trimStart ? raw.substring(Action.leadingSpace(raw)) : raw;
      cut = trimEnd ? cut.substring(0, cut.length() - Action.trailingSpace(cut)) : cut;
      if (!cut.isEmpty()) {
        open.peek().inside().add(new Text(cut));
      }
    }

    private void addAction(String words, int at) {
      Matcher branch = IF.matcher(words);
      Matcher tag = TAG.matcher(words);
      if (branch.matches()) {
        open.push(new Open(branch.group(1).equals("eq"), branch.group(2), at, new ArrayList<>()));
      } else if (words.equals("end")) {
        close(at);
      } else {
        open.peek().inside().add(tag.matches() ? new Tag(tag.group(1)) : value(words, at));
      }
    }

    private void close(int at) {
      if (open.size() == 1) {
        throw error(at, "end without if");
      }
      Open done = open.pop();
      open.peek().inside().add(new Choice(done.equal(), done.id(), List.copyOf(done.inside())));
    }

    private Value value(String words, int at) {
      return switch (words) {
        case "nobackup" -> Value.NOTHING;
        case ".Id" -> Value.ID;
        case ".Ipaddr" -> Value.IPADDR;
        case ".BuildHost" -> Value.BUILD_HOST;
        default -> throw error(at, "ekube does not know {{ " + words + " }}");
      };
    }

    private WarewulfTemplateException error(int at, String what) {
      String before = text.substring(0, at);
      int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
      return new WarewulfTemplateException(name, line, at - before.lastIndexOf('\n'), what);
    }
  }

  /** What stands between the braces, without trims and outer blanks. */
  private record Action(String words, boolean trimsBefore, boolean trimsAfter) {

    /** Go takes a dash for a trim only when white space sets it apart from the rest. */
    static Action of(String inner) {
      boolean before = inner.startsWith("-") && leadingSpace(inner.substring(1)) > 0;
      String rest = before ? inner.substring(1) : inner;
      boolean after = rest.endsWith("-") && trailingSpace(rest.substring(0, rest.length() - 1)) > 0;
      rest = after ? rest.substring(0, rest.length() - 1) : rest;
      String words = rest.substring(Math.min(rest.length(), leadingSpace(rest)));
      return new Action(words.substring(0, words.length() - trailingSpace(words)), before, after);
    }

    static int leadingSpace(String text) {
      int i = 0;
      while (i < text.length() && isSpace(text.charAt(i))) {
        i++;
      }
      return i;
    }

    static int trailingSpace(String text) {
      int i = 0;
      while (i < text.length() && isSpace(text.charAt(text.length() - 1 - i))) {
        i++;
      }
      return i;
    }

    /** Go's own four; Java's isWhitespace knows more. */
    private static boolean isSpace(char c) {
      return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
  }
}
