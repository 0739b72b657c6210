package dev.ekube.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ekube.apply.Outcome;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.manager.Deployment;
import dev.ekube.cli.manager.Manager;
import dev.ekube.model.Cluster;
import dev.ekube.plan.Part;
import dev.ekube.plan.Plan;
import dev.ekube.plan.Step;
import dev.ekube.plan.StepText;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What an apply says on stdout: the plan before, and what was made and where afterwards. */
public final class ApplySummary {
  private final Terminal terminal;
  private final boolean json;

  public ApplySummary(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
  }

  /** The plan that is about to run. With JSON only the result is printed. */
  public void plan(Plan plan) {
    if (!json) {
      new PlanOutput(terminal, false).show(plan);
    }
  }

  /** The manager is as cluster.yaml says. */
  public void nothingToDo(Deployment deployment) {
    if (json) {
      terminal.out().println(Json.text(result(deployment.cluster(), List.of())));
    } else {
      terminal.out().println("cluster " + deployment.cluster().name() + ": no changes");
    }
  }

  /** Every step ran and was verified. */
  public void done(
      Deployment deployment, Outcome.Completed completed, Manager manager, Set<Part> only) {
    Cluster cluster = deployment.cluster();
    if (json) {
      terminal.out().println(Json.text(result(cluster, completed.done())));
      return;
    }
    if (!only.isEmpty()) {
      String parts = only.stream().sorted().map(Part::word).collect(Collectors.joining(", "));
      terminal.out().printf("%ncluster %s: %s applied, and no other part%n", cluster.name(), parts);
      return;
    }
    terminal
        .out()
        .printf(
            "%ncluster %s is applied: %s; they take it at their next boot%n",
            cluster.name(), NodeCounts.of(cluster));
    terminal
        .out()
        .printf(
            "  %-16s https://%s:%d (%s)%n",
            "API, once formed",
            cluster.endpoint().name(),
            cluster.endpoint().port(),
            cluster.endpoint().vip());
    manager
        .places(cluster.name())
        .forEach((what, where) -> terminal.out().printf("  %-16s %s%n", what, where));
  }

  private static ObjectNode result(Cluster cluster, List<Step> done) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("cluster", cluster.name().value());
    root.put("changed", !done.isEmpty());
    ArrayNode steps = root.putArray("steps");
    for (Step step : done) {
      ObjectNode node = steps.addObject();
      node.put("part", step.part().word());
      node.put("step", StepText.word(step));
      node.put("runs", step.runs().word());
      node.put("summary", StepText.summary(step));
    }
    return root;
  }
}
