package dev.ekube.apply;

import dev.ekube.apply.port.PortException;
import dev.ekube.apply.port.Reporter;
import dev.ekube.model.NodeEntry;
import dev.ekube.model.NodeName;
import dev.ekube.model.Problem;
import dev.ekube.plan.NodeChange;
import dev.ekube.plan.Plan;
import dev.ekube.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Runs a plan: each step is one call of one port. The first failure stops it. When all is done, the
 * manager is read again, and the apply counts as complete only when nothing is left to do.
 */
public final class Applier {
  private final Plan plan;
  private final Ports ports;
  private final Reporter reporter;
  private final List<Step> done = new ArrayList<>();

  private Applier(Plan plan, Ports ports, Reporter reporter) {
    this.plan = plan;
    this.ports = ports;
    this.reporter = reporter;
  }

  /**
   * Runs the plan's steps in order.
   *
   * @param replan observes the manager anew and plans as the given plan was made
   */
  public static Outcome apply(Plan plan, Ports ports, Reporter reporter, Supplier<Plan> replan) {
    List<Problem> errors = plan.refusals().stream().filter(Problem::isError).toList();
    return errors.isEmpty()
        ? new Applier(plan, ports, reporter).run(replan)
        : new Outcome.Refused(errors);
  }

  private Outcome run(Supplier<Plan> replan) {
    List<Step> steps = plan.steps();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      try {
        if (i == 0) {
          remember();
        }
        reporter.started(i, steps.size(), step);
        carryOut(step);
        reporter.finished(i, steps.size(), step);
      } catch (PortException e) {
        return new Outcome.Stopped(done, step, e, steps.subList(i + 1, steps.size()));
      }
      done.add(step);
    }
    if (steps.isEmpty()) {
      return new Outcome.Completed(done);
    }
    Plan left = replan.get();
    return left.isEmpty() ? new Outcome.Completed(done) : new Outcome.Unverified(done, left);
  }

  private void carryOut(Step step) {
    switch (step) {
      case Step.PullImages s -> ports.archive().pull(s.images(), reporter);
      case Step.BuildNodeImages s -> ports.nodeImages().build(s.images(), reporter);
      case Step.PublishNodeImages s -> ports.warewulf().publishImages(s.images());
      case Step.UpdateNodes s -> ports.warewulf().updateNodes(entries(s), s.removed());
      case Step.WriteOverlay s -> ports.overlays().write(s.overlay(), s.after());
      case Step.RemoveOverlay s -> ports.overlays().remove(s.overlay());
      case Step.BuildOverlays s -> ports.warewulf().buildOverlays(s.nodes());
      case Step.RemoveBuiltOverlays s -> ports.warewulf().removeBuiltOverlays(s.nodes());
      case Step.PowerCycle s -> powerCycle(s.nodes());
    }
  }

  private static List<NodeEntry> entries(Step.UpdateNodes step) {
    return Stream.concat(step.added().stream(), step.changed().stream().map(NodeChange::after))
        .toList();
  }

  /**
   * Before anything changes, because afterwards nothing shows that a node still has to boot, or
   * that the overlay which its images come from was another one.
   */
  private void remember() {
    for (Step step : plan.steps()) {
      if (step instanceof Step.PowerCycle cycle) {
        ports.pendingBoots().write(plan.cluster(), Set.copyOf(cycle.nodes()));
      }
      if (step instanceof Step.BuildOverlays build) {
        ports.warewulf().forgetBuilt(build.nodes().keySet());
      }
    }
  }

  private void powerCycle(List<NodeName> nodes) {
    ports.warewulf().powerCycle(nodes);
    ports.pendingBoots().write(plan.cluster(), Set.of());
  }
}
