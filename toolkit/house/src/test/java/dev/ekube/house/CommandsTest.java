package dev.ekube.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.cli.Main;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Every {@code ekube …} that a page shows is one that the command line takes. */
class CommandsTest {
  @Test
  void everyCommandOfThePagesParses() {
    List<String> refused = new ArrayList<>();
    Fence.all()
        .flatMap(fence -> ShellCommand.in(fence).stream())
        .forEach(
            command -> {
              try {
                Main.commandLine().parseArgs(command.arguments().toArray(new String[0]));
              } catch (ParameterException e) {
                refused.add(command + ": " + e.getMessage());
              }
            });
    assertThat(refused).isEmpty();
  }

  /** A verb that no page shows is one that nobody finds. */
  @Test
  void everyVerbIsShownOnSomePage() {
    String pages = Repository.ending("md").map(Repository::read).collect(Collectors.joining("\n"));
    List<String> hidden = new ArrayList<>();
    Main.commandLine()
        .getSubcommands()
        .forEach(
            (verb, line) -> {
              if (isPublic(verb, line) && !pages.contains("ekube " + verb)) {
                hidden.add(verb);
              }
            });
    assertThat(hidden).as("verbs that no page shows").isEmpty();
  }

  private static boolean isPublic(String verb, CommandLine line) {
    boolean isAlias = !line.getCommandName().equals(verb);
    return !isAlias && !line.getCommandSpec().usageMessage().hidden() && !verb.equals("help");
  }

  @Test
  void wordsAreSplitAsAShellDoes() {
    assertThat(ShellCommand.words("./ekube plan 'a b' \"c\" # why"))
        .containsExactly("./ekube", "plan", "a b", "c");
  }
}
