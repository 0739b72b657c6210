package dev.ekube.cli.verb;

import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Options;
import dev.ekube.cli.PlanChoices;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.images.SiteArchive;
import dev.ekube.cli.manager.ClusterFile;
import dev.ekube.cli.manager.Deployment;
import dev.ekube.cli.manager.Manager;
import dev.ekube.cli.node.Buildable;
import dev.ekube.cli.output.PlanOutput;
import dev.ekube.model.Problem;
import dev.ekube.plan.Plan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ekube plan}: what apply would do. */
@Command(
    name = "plan",
    description = "Shows what apply would change; changes nothing.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ekube plan",
      "  ekube plan --exit-code -o json site/cluster.yaml    for scripts; see docs/plan-json.md",
      "  ekube plan --only nodes,overlay"
    })
public final class PlanVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private Options options;
  @Mixin private ClusterArgument argument;
  @Mixin private PlanChoices choices;

  @Option(names = "--exit-code", description = "End with 3 when something would change.")
  private boolean exitCode;

  public PlanVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Manager manager = Manager.of(options);
    Deployment deployment = Deployment.of(ClusterFile.read(argument.file(), manager), manager);
    PlanOutput output = new PlanOutput(options.on(terminal), options.json());
    Buildable what = Buildable.look(argument.file(), deployment, manager, options);
    Plan plan =
        what.deployment()
            .plan(
                manager.ports(
                    deployment.cluster().name(),
                    SiteArchive.of(argument.file(), deployment.cluster(), options, terminal),
                    what.nodeImages(),
                    output::story),
                choices.planOptions(argument.file()));
    output.warnings(deployment.warnings());
    output.show(plan);
    if (plan.refusals().stream().anyMatch(Problem::isError)) {
      return ExitCode.PRECONDITION.code();
    }
    return (exitCode && !plan.isEmpty() ? ExitCode.CHANGES : ExitCode.DONE).code();
  }
}
