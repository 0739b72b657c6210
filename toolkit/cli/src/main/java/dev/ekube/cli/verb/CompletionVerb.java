package dev.ekube.cli.verb;

import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Terminal;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** {@code ekube completion}: the script that makes a shell complete verbs and options. */
@Command(
    name = "completion",
    description = "Prints the completion script for bash and zsh.",
    footerHeading = "%nExamples:%n",
    footer = "  source <(ekube completion)")
public final class CompletionVerb implements Callable<Integer> {
  private final Terminal terminal;

  public CompletionVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.out().print(AutoComplete.bash("ekube", dev.ekube.cli.Main.commandLine()));
    return ExitCode.DONE.code();
  }
}
