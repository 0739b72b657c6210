package dev.ekube.cli.boot;

import dev.ekube.adapters.files.Durable;
import dev.ekube.adapters.files.InputFile;
import dev.ekube.apply.port.PortException;
import dev.ekube.cli.Agreement;
import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.Consent;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Options;
import dev.ekube.cli.Refusal;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.boot.Intent.Manner;
import dev.ekube.cli.images.Locking;
import dev.ekube.cli.manager.AppliedClusters;
import dev.ekube.cli.manager.ClusterFile;
import dev.ekube.cli.verb.ApplyFlow;
import dev.ekube.model.Cluster;
import dev.ekube.model.KubeVersion;
import dev.ekube.spec.SpecResult;
import dev.ekube.wire.ClusterStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ekube upgrade}: another version of Kubernetes, node by node. */
@Command(
    name = "upgrade",
    description = {
      "Brings a cluster to another version of Kubernetes: puts it into cluster.yaml, pins its",
      "images in the lock file, applies both, and reboots one node after the other while the API",
      "stays up. One minor version at a time. What was before comes back with `ekube rollback`.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ekube upgrade --to v1.32.2",
      "  ekube upgrade --to v1.32.2 --dry-run site/cluster.yaml",
      "  ekube upgrade --to v1.32.2 --all-at-once --yes"
    })
public final class UpgradeVerb implements Callable<Integer> {
  private static final long MAX_BYTES = 1 << 20;

  private final Terminal terminal;

  @Mixin private Options options;
  @Mixin private ClusterArgument argument;
  @Mixin private Consent consent;
  @Mixin private BootHow how;

  @Option(
      names = "--to",
      paramLabel = "VERSION",
      required = true,
      converter = VersionWord.class,
      description = "The version, such as v1.32.2.")
  private KubeVersion to;

  @Option(
      names = "--all-at-once",
      description = {
        "Reboot all control nodes together, then all workers: faster,",
        "but the API is away meanwhile; the data is kept by a snapshot."
      })
  private boolean together;

  public UpgradeVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Terminal shown = options.on(terminal);
    String before = text();
    KubeVersion running = running(shown);
    VersionStep step = new VersionStep(running, to);
    step.refusal()
        .ifPresent(
            why -> {
              throw PortException.precondition(
                  "tried to upgrade to " + to + " but " + why, "nothing was changed");
            });
    String after = edited(step, before);
    if (!after.equals(before)) {
      shown.err().printf("%s: %s -> %s%n", argument.file(), running, to);
      Optional<ExitCode> refused = new Agreement(shown, consent).refused("Upgrade to " + to + "?");
      if (refused.isPresent()) {
        return refused.get().code();
      }
      rewrite(before, after);
    }
    return restarted(shown).code();
  }

  /** What the cluster runs is what was applied last; where nothing was, there is no cluster. */
  private KubeVersion running(Terminal shown) {
    try (Target target = how.target(argument, options, consent, "upgrade", shown)) {
      AppliedClusters applied = new AppliedClusters(target.manager());
      String name = target.cluster().name().value();
      if (!applied.stamps().containsKey(name)) {
        throw PortException.precondition(
            "tried to upgrade " + name + " but nothing of it was ever applied",
            "put the version into cluster.yaml and run `ekube apply`");
      }
      // A cluster that must not be restarted now is not changed either.
      restart(target, new TerminalWatcher(target, shown, how.timeout())).look();
      return applied.read(name).version();
    } catch (IOException e) {
      throw PortException.failed(
          "tried to read what was applied last but " + e.getMessage(), "ekube history", e);
    }
  }

  private String text() {
    return switch (InputFile.read(argument.file(), MAX_BYTES)) {
      case InputFile.Content content -> content.bytes().utf8();
      case InputFile.Failed failed ->
          throw new Refusal(
              List.of(failed.problem(argument.file().toString())), ExitCode.BAD_INPUT);
    };
  }

  /** The new text, which must say just what is wanted, and nothing that the reader refuses. */
  private String edited(VersionStep step, String before) {
    String text = step.edited(before).orElse(before);
    try (Target target = how.target(argument, options, consent, "upgrade", terminal)) {
      return switch (ClusterFile.check(argument.file(), text, target.manager())) {
        case SpecResult.Bad bad -> throw new Refusal(bad.problems(), ExitCode.BAD_INPUT);
        case SpecResult.Good good -> {
          requireVersion(good.cluster());
          yield text;
        }
      };
    }
  }

  private void requireVersion(Cluster cluster) {
    if (!cluster.version().equals(to)) {
      throw PortException.precondition(
          "tried to put %s into %s but found no place for it".formatted(to, argument.file()),
          "write `kubernetes: {version: %s}` there yourself, and run it again".formatted(to));
    }
  }

  /** Both files or none: a version whose images no registry has is not left behind. */
  private void rewrite(String before, String after) {
    write(after);
    try {
      Locking.refresh(argument, options, terminal);
    } catch (RuntimeException e) {
      write(before);
      throw e;
    }
  }

  private void write(String text) {
    Path file = argument.file().toAbsolutePath();
    try {
      Durable.replaceFile(file, text.getBytes(StandardCharsets.UTF_8), Durable.mode(file));
    } catch (IOException e) {
      throw PortException.failed(
          "tried to write " + file + " but " + e.getMessage(), "check its permissions", e);
    }
  }

  private ExitCode restarted(Terminal shown) {
    try (Target target = how.target(argument, options, consent, "upgrade", shown)) {
      Restart restart = restart(target, new TerminalWatcher(target, shown, how.timeout()));
      ClusterStatus now = restart.look();
      List<String> announcement = intent(target).announcement(target.power().words());
      ApplyFlow.Ending applied = target.rebuild(announcement, consent);
      if (applied.applied()) {
        restart.run(now);
      }
      return applied.exitCode();
    }
  }

  private Restart restart(Target target, Bringup.Watcher watcher) {
    return new Restart(
        intent(target), target.overseer(), target.power(), watcher.waiting(), watcher::tell);
  }

  private Intent intent(Target target) {
    return Intent.of(target.cluster(), together ? Manner.KEEP : Manner.ROLLING);
  }
}
