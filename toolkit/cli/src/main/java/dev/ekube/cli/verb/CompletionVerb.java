package dev.ekube.cli.verb;

import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.shell.CompletionScript;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ekube completion}: the script that makes a shell complete verbs and options. */
@Command(
    name = "completion",
    description = "Prints the completion script for bash, zsh or fish.",
    footerHeading = "%nExamples:%n",
    footer = {"  source <(ekube completion)", "  ekube completion fish | source"})
public final class CompletionVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "0..1",
      paramLabel = "bash|zsh|fish",
      description = "The shell (default: bash).")
  private CompletionScript.Shell shell = CompletionScript.Shell.BASH;

  public CompletionVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.out().print(CompletionScript.of(shell, dev.ekube.cli.Main.commandLine()));
    return ExitCode.DONE.code();
  }
}
