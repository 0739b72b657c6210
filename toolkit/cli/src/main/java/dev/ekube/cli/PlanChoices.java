package dev.ekube.cli;

import dev.ekube.plan.Part;
import dev.ekube.plan.PlanOptions;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Options that shape a plan; {@code plan} and {@code apply} take the same ones. */
public final class PlanChoices {
  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PART",
      description = "Only these parts: images, nodeimages, nodes, overlay, power.")
  private List<Part> only = List.of();

  @Option(
      names = "--adopt",
      description = {
        "Take over nodes that stand in nodes.conf already",
        "and belong to no cluster."
      })
  private boolean adopt;

  @Option(
      names = "--boot",
      description = {"Boot the nodes that need it when all else is done;", "do not ask."})
  private boolean boot;

  /** Nodes are to be booted, and nobody has to be asked. */
  public boolean boot() {
    return boot;
  }

  /** What the planner is told; {@code file} is named in problems. */
  public PlanOptions planOptions(Path file) {
    Set<Part> parts = only.isEmpty() ? Set.of() : EnumSet.copyOf(only);
    return PlanOptions.standard(file.toString()).withOnly(parts).withAdopt(adopt).withBoot(boot);
  }
}
