package dev.ekube.cli.boot;

import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.Consent;
import dev.ekube.cli.Options;
import dev.ekube.cli.Pause;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.boot.Intent.Manner;
import dev.ekube.cli.verb.ApplyFlow;
import dev.ekube.wire.ClusterStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ekube rebuild-and-restart}: what changed is built, then every node boots anew. */
@Command(
    name = "rebuild-and-restart",
    description = {
      "Applies cluster.yaml, then reboots all nodes and waits until they are a cluster again:",
      "control nodes first, then workers, each verified by its boot id. Asks before anything is",
      "lost. Needs the service (`ekube serve`), which takes a snapshot of etcd before."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ekube rebuild-and-restart",
      "  ekube rebuild-and-restart --rolling site/cluster.yaml",
      "  ekube rebuild-and-restart --empty --yes --via ipmi",
      "  ekube rebuild-and-restart --dry-run",
      "  ekube rebuild-and-restart --lab --yes examples/lab/cluster.yaml"
    })
public final class RestartVerb implements Callable<Integer> {
  private static final long LOOK_MILLIS = 300;

  private final Terminal terminal;

  @Mixin private Options options;
  @Mixin private ClusterArgument argument;
  @Mixin private Consent consent;
  @Mixin private BootHow how;

  @ArgGroup(exclusive = true)
  private Choice choice = new Choice();

  /** At most one of them. */
  static final class Choice {
    @Option(
        names = "--rolling",
        description = {
          "One control node after the other, workers drained and in",
          "batches: the API stays up and nothing is lost."
        })
    private boolean rolling;

    @Option(
        names = "--empty",
        description = "Give up all that the API holds and start with an empty cluster.")
    private boolean empty;

    Manner manner() {
      return rolling ? Manner.ROLLING : empty ? Manner.EMPTY : Manner.KEEP;
    }
  }

  public RestartVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Terminal shown = options.on(terminal);
    try (Target target = how.target(argument, options, consent, "rebuild-and-restart", shown)) {
      Intent intent = Intent.of(target.cluster(), choice.manner());
      Restart restart =
          new Restart(
              intent,
              target.overseer(),
              target.power(),
              new Waiting(
                  how.timeout(), System::nanoTime, () -> Pause.of(LOOK_MILLIS, "restarting")),
              line -> shown.err().println(line));
      // A cluster that must not be restarted now is not changed either.
      ClusterStatus before = restart.look();
      ApplyFlow.Ending applied =
          target.rebuild(intent.announcement(target.power().words()), consent);
      if (applied.applied()) {
        restart.run(before);
      }
      return applied.exitCode().code();
    }
  }
}
