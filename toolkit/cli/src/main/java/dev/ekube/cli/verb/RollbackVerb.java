package dev.ekube.cli.verb;

import dev.ekube.apply.port.History;
import dev.ekube.cli.Consent;
import dev.ekube.cli.HistoryChoice;
import dev.ekube.cli.Options;
import dev.ekube.cli.PlanChoices;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.manager.Deployment;
import dev.ekube.cli.manager.Manager;
import dev.ekube.cli.manager.RevisionInputs;
import dev.ekube.cli.manager.UnmanagedArchive;
import dev.ekube.cli.node.Buildable;
import dev.ekube.model.FileTree;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ekube rollback}: applies a state that was applied before. */
@Command(
    name = "rollback",
    description = {
      "Applies a state of the history again.",
      "It is a plan and an apply like any other. Afterwards cluster.yaml is that of the state; a",
      "file that history does not hold is kept beside it."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ekube rollback HEAD~1", "  ekube rollback 3f2a91c --yes --cluster demo"})
public final class RollbackVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private Options options;
  @Mixin private HistoryChoice choice;
  @Mixin private PlanChoices choices;
  @Mixin private Consent consent;

  @Parameters(index = "0", paramLabel = "REV", description = "The state: id, HEAD or HEAD~N.")
  private String revision;

  public RollbackVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Manager manager = Manager.of(options);
    History history = manager.history(choice.cluster(manager));
    FileTree state = HistoryVerb.tree(history, revision);
    RevisionInputs inputs = RevisionInputs.of(state);
    Deployment deployment =
        Deployment.of(inputs.read(revision, manager), manager).with(inputs::locks);
    Buildable what = Buildable.again(state, deployment, manager);
    ApplyFlow.Ending ending =
        new ApplyFlow(manager, options.on(terminal), options.json(), "rollback to " + revision)
            .run(what, new UnmanagedArchive(), choices.planOptions(choice.file()), consent);
    if (ending.applied()) {
      inputs.putBeside(choice.file(), history).forEach(terminal.err()::println);
    }
    return ending.exitCode().code();
  }
}
