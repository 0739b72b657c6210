package dev.ekube.cli.restart;

import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.Consent;
import dev.ekube.cli.Lifetime;
import dev.ekube.cli.Options;
import dev.ekube.cli.Pause;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.lab.LabEngine;
import dev.ekube.cli.restart.Intent.Manner;
import dev.ekube.cli.verb.ApplyFlow;
import dev.ekube.wire.ClusterStatus;
import java.time.Duration;
import java.util.Optional;
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
      "  ekube rebuild-and-restart --lab lab --yes examples/lab/cluster.yaml"
    })
public final class RestartVerb implements Callable<Integer> {
  /** What makes nodes boot. */
  enum Via {
    SSH,
    IPMI
  }

  private static final long LOOK_MILLIS = 300;

  private final Terminal terminal;

  @Mixin private Options options;
  @Mixin private ClusterArgument argument;
  @Mixin private Consent consent;

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

  @Option(
      names = "--via",
      paramLabel = "ssh|ipmi",
      description = {
        "How nodes are told to boot: `systemctl reboot` as root",
        "through ssh (default), or `wwctl power cycle`."
      })
  private Via via = Via.SSH;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = Lifetime.class,
      description = "How long to wait for each step (default: 15m).")
  private Duration timeout = Duration.ofMinutes(15);

  public RestartVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Option(
      names = "--lab",
      paramLabel = "NAME",
      description = "Restart the nodes of this lab instead; nothing but the lab is touched.")
  private Optional<String> lab = Optional.empty();

  @Override
  public Integer call() {
    Terminal shown = options.on(terminal);
    try (Target target = target(shown)) {
      Intent intent = Intent.of(target.cluster(), choice.manner());
      Restart restart =
          new Restart(
              intent,
              target.overseer(),
              target.power(),
              new Waiting(timeout, System::nanoTime, () -> Pause.of(LOOK_MILLIS, "restarting")),
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

  private Target target(Terminal shown) {
    return lab.isPresent()
        ? LabTarget.open(lab.get(), argument, shown, LabEngine.ofMachine().get())
        : SiteTarget.open(argument, options, shown, via);
  }
}
