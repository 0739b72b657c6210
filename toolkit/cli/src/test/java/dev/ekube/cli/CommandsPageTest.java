package dev.ekube.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** docs/commands.md is what {@code --help} says, verb by verb. */
class CommandsPageTest {
  private static final Path PAGE = Path.of(System.getProperty("ekube.root"), "docs/commands.md");

  @Test
  void thePageIsTheHelp() throws Exception {
    String expected = page();
    if (Boolean.getBoolean("ekube.rewrite")) {
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(expected);
    assertThat(Boolean.getBoolean("ekube.rewrite"))
        .as("a run that rewrites never passes")
        .isFalse();
  }

  private static String page() {
    CommandLine root = Main.commandLine();
    StringBuilder page = new StringBuilder("# Commands\n\n");
    page.append(
        "stdout is the result, stderr the story. This page is what `--help` prints; a test");
    page.append(" holds it to that.\n\n```text\n").append(usage(root)).append("```\n");
    root.getSubcommands().values().forEach(line -> section(line, page));
    return page.toString();
  }

  private static void section(CommandLine line, StringBuilder page) {
    page.append("\n## ").append(line.getCommandSpec().qualifiedName());
    page.append("\n\n```text\n").append(usage(line)).append("```\n");
    line.getSubcommands().values().forEach(part -> section(part, page));
  }

  private static String usage(CommandLine line) {
    return line.getUsageMessage(Ansi.OFF)
        .lines()
        .map(String::stripTrailing)
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
