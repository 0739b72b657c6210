package dev.ekube.cli.boot;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.Consent;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Options;
import dev.ekube.cli.PlanChoices;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.forming.Formation;
import dev.ekube.cli.images.SiteArchive;
import dev.ekube.cli.manager.ClusterFile;
import dev.ekube.cli.manager.Deployment;
import dev.ekube.cli.manager.Manager;
import dev.ekube.cli.node.Buildable;
import dev.ekube.cli.output.NodeCounts;
import dev.ekube.cli.verb.ApplyFlow;
import dev.ekube.model.Cluster;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ekube apply}: from a cluster.yaml to a cluster. */
@Command(
    name = "apply",
    description = {
      "Does all that stands between cluster.yaml and a cluster: container images, node images,",
      "nodes, overlays, the service, the boot of the nodes that need one, and waits until they are",
      "Ready. Shows the plan and asks first; what is done already is left out. Cut at any moment",
      "and run again, it goes on."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ekube apply",
      "  ekube apply --yes --boot site/cluster.yaml",
      "  ekube apply --yes --only nodes,overlay site/cluster.yaml",
      "  ekube apply --lab --yes examples/lab/cluster.yaml",
      "  ekube apply --sandbox /tmp/try --yes examples/quickstart/cluster.yaml"
    })
public final class ApplyVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private Options options;
  @Mixin private ClusterArgument argument;
  @Mixin private PlanChoices choices;
  @Mixin private Consent consent;
  @Mixin private BootHow how;

  @Option(
      names = "--no-boot",
      description = "Boot no node and wait for none; they take it at their next boot.")
  private boolean bootless;

  public ApplyVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Terminal shown = options.on(terminal);
    return (options.sandbox().isPresent() ? prepared(shown) : brought(shown)).code();
  }

  /** Nodes of a sandbox cannot boot, so there it ends with what they would boot. */
  private ExitCode prepared(Terminal shown) {
    Manager manager = Manager.of(options);
    Deployment deployment = Deployment.of(ClusterFile.read(argument.file(), manager), manager);
    SiteArchive archive = SiteArchive.of(argument.file(), deployment.cluster(), options, terminal);
    Buildable what = Buildable.locked(argument.file(), deployment, manager, options, shown);
    return new ApplyFlow(manager, shown, options.json(), "apply")
        .run(what, archive, choices.planOptions(argument.file()), consent)
        .exitCode();
  }

  private ExitCode brought(Terminal shown) {
    try (Target target = target(shown)) {
      Bringup bringup =
          new Bringup(
              target,
              new TerminalWatcher(target, shown, how.timeout()),
              target.manager().clock()::millis);
      bringup.begin();
      ApplyFlow.Ending applied = target.rebuild(target.serviceSteps(), consent);
      if (!applied.applied()) {
        return applied.exitCode();
      }
      try {
        ExitCode end = bringup.finish(question -> isAgreed(shown, question));
        if (!options.json() && target.seen().filter(Formation::isReady).isPresent()) {
          Cluster cluster = target.cluster();
          shown.out().printf("cluster %s is ready: %s%n", cluster.name(), NodeCounts.of(cluster));
        }
        return end;
      } catch (PortException e) {
        if (choices.boot() || !e.isPrecondition()) {
          throw e;
        }
        // Nobody has asked for more than what is done.
        shown.err().println("not begun: " + e.getMessage() + "; next: " + e.hint());
        return ExitCode.DONE;
      }
    }
  }

  private Target target(Terminal shown) {
    Target target = how.target(argument, options, consent, "apply", shown);
    return target instanceof SiteTarget site
        ? site.planned(choices.planOptions(argument.file()).withBoot(false))
        : target;
  }

  /** Containers are booted as a matter of course; machines when a person says so. */
  private boolean isAgreed(Terminal shown, String question) {
    if (bootless) {
      return false;
    }
    return choices.boot()
        || how.isLab()
        || (!consent.yes() && shown.asks() && shown.confirm(question));
  }
}
