package dev.ekube.cli;

import dev.ekube.spec.rule.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what is wrong with the arguments in one sentence, and what to write instead. The whole help
 * is not shown, because it would push that sentence off the screen.
 */
final class UsageErrors implements IParameterExceptionHandler {
  private final Terminal terminal;

  UsageErrors(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandSpec spec = e.getCommandLine().getCommandSpec();
    String sentence =
        e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()
            ? unmatched(unmatched, spec)
            : e.getMessage();
    terminal.err().println("ekube: " + sentence);
    terminal.err().println("next: " + spec.qualifiedName() + " --help");
    return ExitCode.BAD_INPUT.code();
  }

  private static String unmatched(UnmatchedArgumentException e, CommandSpec spec) {
    String given = e.getUnmatched().getFirst();
    boolean isVerb = !spec.subcommands().isEmpty() && !given.startsWith("-");
    if (e.isUnknownOption()) {
      List<String> options =
          spec.options().stream().flatMap(option -> Arrays.stream(option.names())).toList();
      return "there is no option " + Words.quoted(given) + guess(given, options);
    }
    return isVerb
        ? "there is no verb " + Words.quoted(given) + guess(given, words(spec))
        : Words.quoted(given) + " is one argument too many";
  }

  private static List<String> words(CommandSpec spec) {
    // At the top only the verb at hand was built, and this one is no verb.
    return spec.parent() == null
        ? Arrays.stream(Verbs.values()).map(Verbs::word).toList()
        : List.copyOf(spec.subcommands().keySet());
  }

  private static String guess(String given, List<String> known) {
    // What other commands call their help and version.
    Optional<String> meant =
        switch (given) {
          case "help" -> Optional.of("--help");
          case "version", "-v" -> Optional.of("--version");
          // One letter is close to every other letter.
          default -> given.length() <= 2 ? Optional.empty() : Words.closest(given, known);
        };
    return meant.map(word -> "; did you mean " + word + "?").orElse("");
  }

  /** Makes options that take one of a few words say those words as a person writes them. */
  static <E extends Enum<E>> void readWords(CommandLine line, Class<E> type) {
    List<E> values = List.of(type.getEnumConstants());
    List<String> words = values.stream().map(e -> e.name().toLowerCase(Locale.ROOT)).toList();
    line.registerConverter(
        type,
        text -> {
          int index = words.indexOf(text.toLowerCase(Locale.ROOT));
          if (index >= 0) {
            return values.get(index);
          }
          throw new TypeConversionException(
              Words.quoted(text)
                  + " is unknown; "
                  + Words.closest(text, words)
                      .map(word -> "did you mean " + word + "?")
                      .orElse("write " + Words.either(words)));
        });
  }
}
