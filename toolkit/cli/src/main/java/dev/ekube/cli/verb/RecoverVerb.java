package dev.ekube.cli.verb;

import dev.ekube.cli.ExitCode;
import dev.ekube.cli.PlaceOptions;
import dev.ekube.cli.ServiceOptions;
import dev.ekube.cli.Terminal;
import dev.ekube.machine.arbiter.Request;
import dev.ekube.model.NodeName;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ekube recover}: what only a person may decide. */
@Command(
    name = "recover",
    description = {
      "Decides what only a person may decide, because the arbiter never takes silence for loss.",
      "Nothing is asked of a cluster that heals by itself."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ekube recover --fence control2     it is off for good, and its data with it",
      "  ekube recover --adopt              the journal is lost; no more nodes will report",
      "  ekube recover --snapshot           take a snapshot now",
      "  ekube recover --new-epoch --yes    give up etcd's data and start empty",
      "  ekube recover --new-epoch-from 1-4711 --yes    go back to that snapshot"
    })
public final class RecoverVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private PlaceOptions place;
  @Mixin private ServiceOptions service;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Choice choice;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  /** Exactly one of them. */
  static final class Choice {
    @Option(
        names = "--fence",
        paramLabel = "NODE",
        description = "You vouch that this node is powered off and its data gone with it.")
    private Optional<NodeName> fence = Optional.empty();

    @Option(
        names = "--adopt",
        description = "After a lost journal: go on with the nodes that have reported.")
    private boolean adopt;

    @Option(names = "--snapshot", description = "Take a snapshot now.")
    private boolean snapshot;

    @Option(names = "--new-epoch", description = "Stop etcd everywhere and start empty.")
    private boolean newEpoch;

    @Option(
        names = "--new-epoch-from",
        paramLabel = "SNAPSHOT",
        description = "Stop etcd everywhere and restore this snapshot.")
    private Optional<String> newEpochFrom = Optional.empty();
  }

  public RecoverVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    String danger = danger();
    if (!danger.isEmpty() && !yes && !terminal.asks()) {
      terminal.err().println("error: " + danger + "; next: the same command with --yes");
      return ExitCode.BAD_INPUT.code();
    }
    if (!danger.isEmpty() && !yes && !terminal.confirm(danger + ". Go on?")) {
      terminal.err().println("nothing was changed");
      return ExitCode.FAILED.code();
    }
    return Asking.ask(
        terminal, place, service, request(), "taken; watch with: ekube status --watch");
  }

  private Request request() {
    if (choice.fence.isPresent()) {
      return new Request.Fence(choice.fence.get());
    } else if (choice.adopt) {
      return new Request.Adopt();
    } else if (choice.snapshot) {
      return new Request.Snapshot();
    }
    return new Request.NewEpoch(choice.newEpoch ? Optional.empty() : choice.newEpochFrom);
  }

  /** What would be lost; empty when nothing. */
  private String danger() {
    if (choice.fence.isPresent()) {
      return "data that "
          + choice.fence.get()
          + " may still hold is given up, and a node that is not off can split the cluster";
    } else if (choice.adopt) {
      return "data of nodes that have not reported is given up";
    } else if (choice.snapshot) {
      return "";
    }
    return "everything that etcd holds now is given up";
  }
}
