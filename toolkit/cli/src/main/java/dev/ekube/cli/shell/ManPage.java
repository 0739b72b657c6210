package dev.ekube.cli.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of one verb, in the macros of man(7). */
public final class ManPage {
  private final List<String> lines = new ArrayList<>();
  private final CommandSpec spec;
  private final String title;

  private ManPage(CommandSpec spec) {
    this.spec = spec;
    this.title = spec.qualifiedName("-");
  }

  /** Every page by its file's name, such as {@code ekube-images-pull.1}. */
  public static SortedMap<String, String> all(CommandLine commands, String version) {
    SortedMap<String, String> pages = new TreeMap<>();
    add(commands, version, pages);
    return pages;
  }

  private static void add(CommandLine line, String version, SortedMap<String, String> pages) {
    ManPage page = new ManPage(line.getCommandSpec());
    pages.put(page.title + ".1", page.text(line, version));
    line.getSubcommands().values().forEach(sub -> add(sub, version, pages));
  }

  private String text(CommandLine line, String version) {
    lines.add(
        ".TH \"%s\" 1 \"\" \"%s\" \"ekube\""
            .formatted(escape(title.toUpperCase(Locale.ROOT)), escape(version)));
    section("NAME");
    lines.add(escape(title) + " \\- " + escape(firstSentence()));
    section("SYNOPSIS");
    // Not wrapped here: man knows how wide its reader's terminal is.
    String synopsis = line.getHelp().synopsis(0).replaceAll("\\s+", " ").strip();
    lines.add(escape(synopsis));
    section("DESCRIPTION");
    lines.add(escape(words(spec.usageMessage().description())));
    arguments();
    commands();
    exitCodes();
    footer();
    seeAlso();
    return String.join("\n", lines) + "\n";
  }

  private void section(String name) {
    lines.add(".SH " + name);
  }

  private String firstSentence() {
    return words(spec.usageMessage().description())
        .split("(?<=[.;:])\\s", 2)[0]
        .replaceFirst("[.;:]$", "");
  }

  private void arguments() {
    List<PositionalParamSpec> positional = spec.positionalParameters();
    List<OptionSpec> options = spec.options();
    if (!positional.isEmpty()) {
      section("ARGUMENTS");
      positional.forEach(argument -> item(argument.paramLabel(), argument));
    }
    if (!options.isEmpty()) {
      section("OPTIONS");
      for (OptionSpec option : options) {
        if (!option.hidden()) {
          String value = option.arity().max() > 0 ? "=" + option.paramLabel() : "";
          item(String.join(", ", option.names()) + value, option);
        }
      }
    }
  }

  private void item(String name, ArgSpec argument) {
    lines.add(".TP");
    lines.add("\\fB" + escape(name) + "\\fR");
    lines.add(escape(words(argument.description())));
  }

  private void commands() {
    if (spec.subcommands().isEmpty()) {
      return;
    }
    section("COMMANDS");
    for (CommandLine sub : spec.subcommands().values()) {
      ManPage page = new ManPage(sub.getCommandSpec());
      lines.add(".TP");
      lines.add("\\fB" + escape(page.title) + "\\fR(1)");
      lines.add(escape(page.firstSentence()));
    }
  }

  private void exitCodes() {
    section("EXIT STATUS");
    spec.usageMessage()
        .exitCodeList()
        .forEach(
            (code, meaning) -> {
              lines.add(".TP");
              lines.add("\\fB" + escape(code.strip()) + "\\fR");
              lines.add(escape(words(meaning)));
            });
  }

  private void footer() {
    String[] footer = spec.usageMessage().footer();
    if (footer.length > 0) {
      section("EXAMPLES");
      lines.add(".nf");
      for (String line : footer) {
        lines.add(escape(line.replace("%n", "").replace("%%", "%")));
      }
      lines.add(".fi");
    }
  }

  private void seeAlso() {
    section("SEE ALSO");
    lines.add(
        spec.parent() == null
            ? "The documents in /usr/share/doc/ekube."
            : "\\fB" + escape(spec.parent().qualifiedName("-")) + "\\fR(1)");
  }

  private static String words(String... parts) {
    return String.join(" ", parts).replace("%n", " ").replace("%%", "%").strip();
  }

  /** A line that begins like a macro must not be one, and a hyphen must be what people type. */
  private static String escape(String text) {
    StringBuilder plain = new StringBuilder();
    text.replace("\\", "\\e")
        .replace("-", "\\-")
        .codePoints()
        .forEach(
            point ->
                plain.append(
                    point < 128 ? Character.toString(point) : "\\[u%04X]".formatted(point)));
    String escaped = plain.toString();
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }
}
