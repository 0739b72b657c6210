package dev.ekube.cli.verb;

import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.Consent;
import dev.ekube.cli.Options;
import dev.ekube.cli.PlanChoices;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.images.SiteArchive;
import dev.ekube.cli.manager.ClusterFile;
import dev.ekube.cli.manager.Deployment;
import dev.ekube.cli.manager.Manager;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ekube apply}: brings the manager to what cluster.yaml says. */
@Command(
    name = "apply",
    description = {
      "Brings Warewulf to what cluster.yaml says: node images, nodes, overlays, power.",
      "Shows the plan and asks first. Cut at any moment and run again, it goes on."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ekube apply",
      "  ekube apply --yes --only nodes,overlay site/cluster.yaml",
      "  ekube apply --sandbox /tmp/try --yes examples/quickstart/cluster.yaml"
    })
public final class ApplyVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private Options options;
  @Mixin private ClusterArgument argument;
  @Mixin private PlanChoices choices;
  @Mixin private Consent consent;

  public ApplyVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Manager manager = Manager.of(options);
    Deployment deployment = Deployment.of(ClusterFile.read(argument.file(), manager), manager);
    SiteArchive archive = SiteArchive.of(argument.file(), deployment.cluster(), options, terminal);
    return new ApplyFlow(manager, options.on(terminal), options.json(), "apply")
        .run(deployment, archive, choices.planOptions(argument.file()), consent)
        .exitCode()
        .code();
  }
}
