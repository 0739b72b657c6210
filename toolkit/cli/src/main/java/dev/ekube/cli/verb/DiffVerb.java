package dev.ekube.cli.verb;

import dev.ekube.apply.port.History;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.HistoryChoice;
import dev.ekube.cli.PlaceOptions;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.manager.Manager;
import dev.ekube.plan.Style;
import dev.ekube.plan.TreeDiff;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ekube diff}: what differs between two applied states. */
@Command(
    name = "diff",
    description = "Shows what differs between two applied states, file by file.",
    footerHeading = "%nExamples:%n",
    footer = {"  ekube diff HEAD~1 HEAD", "  ekube diff 3f2a91c HEAD --cluster demo"})
public final class DiffVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private PlaceOptions options;
  @Mixin private HistoryChoice choice;

  @Parameters(index = "0", paramLabel = "A", description = "Older state: id, HEAD or HEAD~N.")
  private String before;

  @Parameters(
      index = "1",
      arity = "0..1",
      defaultValue = "HEAD",
      paramLabel = "B",
      description = "Newer state (default: HEAD).")
  private String after;

  public DiffVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Manager manager = Manager.of(options);
    History history = manager.history(choice.cluster(manager));
    String diff =
        TreeDiff.of(
            HistoryVerb.tree(history, before),
            HistoryVerb.tree(history, after),
            options.on(terminal).colours() ? Style.COLOUR : Style.PLAIN);
    terminal.out().print(diff);
    if (diff.isEmpty()) {
      terminal.err().println("no difference");
    }
    return ExitCode.DONE.code();
  }
}
