package dev.ekube.cli.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The script by which a shell completes verbs and options. */
public final class CompletionScript {
  /** Shells that are known. */
  public enum Shell {
    BASH,
    ZSH,
    FISH
  }

  private final List<String> lines = new ArrayList<>();

  private CompletionScript() {}

  /** The whole script for that shell; ends with a line end. */
  public static String of(Shell shell, CommandLine commands) {
    return switch (shell) {
      case BASH -> bash(commands);
      case ZSH -> zsh(commands);
      case FISH -> fish(commands);
    };
  }

  private static String bash(CommandLine commands) {
    return AutoComplete.bash("ekube", commands);
  }

  /** As a file of {@code $fpath}: its first use defines the functions, and completes at once. */
  private static String zsh(CommandLine commands) {
    return "#compdef ekube\n" + bash(commands) + "\n_bash_complete -o default -F _complete_ekube\n";
  }

  private static String fish(CommandLine commands) {
    CompletionScript script = new CompletionScript();
    script.lines.addAll(
        List.of(
            "# The verbs that stand before the cursor.",
            "function __ekube_verbs",
            "    set -l words (commandline -opc)",
            "    string match -v -- '-*' $words[2..-1]",
            "end",
            "function __ekube_in",
            "    set -l verbs (__ekube_verbs)",
            "    test (count $verbs) -ge (count $argv)",
            "    and test \"$verbs[1..\"(count $argv)\"]\" = \"$argv\"",
            "end",
            "function __ekube_at",
            "    set -l verbs (__ekube_verbs)",
            "    test \"$verbs\" = \"$argv\"",
            "end"));
    script.fish(commands.getCommandSpec(), "");
    return String.join("\n", script.lines) + "\n";
  }

  private void fish(CommandSpec spec, String path) {
    for (CommandLine sub : spec.subcommands().values()) {
      CommandSpec verb = sub.getCommandSpec();
      lines.add(
          "complete -c ekube -n '__ekube_at%s' -f -a %s -d %s"
              .formatted(path, verb.name(), quoted(verb.usageMessage().description())));
    }
    for (OptionSpec option : spec.options()) {
      if (!option.hidden()) {
        lines.add(option(option, path));
      }
    }
    boolean takesFile = spec.positionalParameters().stream().anyMatch(CompletionScript::isPath);
    if (!spec.subcommands().isEmpty() || !takesFile) {
      lines.add("complete -c ekube -n '__ekube_at%s' -f".formatted(path));
    }
    spec.subcommands()
        .values()
        .forEach(
            sub -> {
              String name = sub.getCommandSpec().name();
              fish(sub.getCommandSpec(), path + " " + name);
            });
  }

  private static boolean isPath(PositionalParamSpec parameter) {
    return parameter.paramLabel().toUpperCase(Locale.ROOT).contains("FILE");
  }

  private static String option(OptionSpec option, String path) {
    StringBuilder line = new StringBuilder("complete -c ekube -n '");
    line.append(path.isEmpty() ? "__ekube_at" : "__ekube_in" + path).append('\'');
    for (String name : option.names()) {
      line.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
    }
    if (option.arity().max() > 0) {
      line.append(" -r");
    }
    if (option.paramLabel().matches("[a-z]+(\\|[a-z]+)+")) {
      line.append(" -f -a '").append(option.paramLabel().replace('|', ' ')).append('\'');
    }
    return line + " -d " + quoted(option.description());
  }

  /** The first sentence, as a word of fish. */
  private static String quoted(String... description) {
    String words = String.join(" ", description).replace("%n", " ").replace("%%", "%");
    String first = words.split("(?<=[.;:])\\s", 2)[0].replaceFirst("[.;:]$", "");
    return "'" + first.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
