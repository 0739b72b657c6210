package dev.ekube.cli.verb;

import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Options;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.manager.ClusterFile;
import dev.ekube.cli.manager.Manager;
import dev.ekube.cli.output.Json;
import dev.ekube.cli.output.NodeCounts;
import dev.ekube.cli.output.ProblemJson;
import dev.ekube.model.Cluster;
import dev.ekube.model.Problem;
import dev.ekube.spec.SpecResult;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ekube validate}: every problem of a file, in one go. */
@Command(
    name = "validate",
    description = "Says everything that is wrong with a cluster.yaml; changes nothing.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ekube validate",
      "  ekube validate site/cluster.yaml -o json",
      "",
      "Each problem's id is explained in docs/rules.md."
    })
public final class ValidateVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private Options options;

  @Mixin private ClusterArgument argument;

  public ValidateVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    SpecResult result = ClusterFile.read(argument.file(), Manager.of(options));
    List<Problem> problems =
        switch (result) {
          case SpecResult.Good good -> good.warnings();
          case SpecResult.Bad bad -> bad.problems();
        };
    if (options.json()) {
      terminal.out().println(Json.text(ProblemJson.of(problems)));
    } else {
      problems.forEach(problem -> terminal.err().println(problem));
    }
    return switch (result) {
      case SpecResult.Good good -> valid(good.cluster());
      case SpecResult.Bad bad -> ExitCode.BAD_INPUT.code();
    };
  }

  private int valid(Cluster cluster) {
    if (!options.json()) {
      terminal
          .out()
          .printf(
              "%s: valid: cluster %s, %s, Kubernetes %s%n",
              argument.file(), cluster.name(), NodeCounts.of(cluster), cluster.version());
    }
    return ExitCode.DONE.code();
  }
}
