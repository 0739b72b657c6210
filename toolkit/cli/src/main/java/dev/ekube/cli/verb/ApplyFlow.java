package dev.ekube.cli.verb;

import dev.ekube.adapters.files.ApplyLock;
import dev.ekube.apply.Outcome;
import dev.ekube.apply.Ports;
import dev.ekube.apply.port.History;
import dev.ekube.apply.port.ImageArchive;
import dev.ekube.cli.Agreement;
import dev.ekube.cli.Consent;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.manager.Deployment;
import dev.ekube.cli.manager.Manager;
import dev.ekube.cli.node.Buildable;
import dev.ekube.cli.output.ApplySummary;
import dev.ekube.cli.output.ConsoleReporter;
import dev.ekube.cli.output.PlanOutput;
import dev.ekube.model.Problem;
import dev.ekube.plan.Part;
import dev.ekube.plan.Plan;
import dev.ekube.plan.PlanOptions;
import dev.ekube.plan.StepText;
import java.util.List;
import java.util.Optional;

/**
 * An apply as a person meets it: take the lock, show the plan, ask, run it, keep the revision, say
 * what was made. {@code apply} and {@code rollback} are both this.
 */
public final class ApplyFlow {
  private final Manager manager;
  private final Terminal terminal;
  private final ApplySummary summary;
  private final String subject;
  private final List<String> announcement;

  /**
   * A flow that has not begun.
   *
   * @param subject what history calls the state that comes out of it, such as {@code apply}
   */
  public ApplyFlow(Manager manager, Terminal terminal, boolean json, String subject) {
    this(manager, terminal, json, subject, List.of());
  }

  /**
   * The same, for a verb that goes on afterwards.
   *
   * @param announcement what it will do, to be agreed to together with the plan
   */
  public ApplyFlow(
      Manager manager, Terminal terminal, boolean json, String subject, List<String> announcement) {
    this.announcement = announcement;
    this.manager = manager;
    this.terminal = terminal;
    this.subject = subject;
    this.summary = new ApplySummary(terminal, json);
  }

  /**
   * How it ended.
   *
   * @param applied the manager is now as the deployment says
   */
  public record Ending(ExitCode exitCode, boolean applied) {
    private static Ending notApplied(ExitCode exitCode) {
      return new Ending(exitCode, false);
    }
  }

  /** Runs it to its end; the lock is held from the first look to the last write. */
  public Ending run(Buildable what, ImageArchive archive, PlanOptions options, Consent consent) {
    ApplyLock lock = manager.lock(subject);
    try (lock) {
      return locked(what, archive, options, consent);
    }
  }

  private Ending locked(
      Buildable what, ImageArchive archive, PlanOptions options, Consent consent) {
    Deployment deployment = what.deployment();
    ConsoleReporter reporter = new ConsoleReporter(terminal, System::nanoTime);
    Ports ports = manager.ports(deployment.cluster().name(), archive, what.nodeImages(), reporter);
    manager.recover(deployment.cluster().name());
    PlanOutput output = new PlanOutput(terminal, false);
    output.warnings(deployment.warnings());
    Plan plan = deployment.plan(ports, options);
    boolean refused = plan.refusals().stream().anyMatch(Problem::isError);
    if (refused || plan.isEmpty()) {
      plan.refusals().forEach(problem -> output.story(problem.toString()));
    }
    if (refused) {
      return Ending.notApplied(ExitCode.PRECONDITION);
    }
    History history = manager.history(deployment.cluster().name());
    if (plan.isEmpty()) {
      // A run that was cut after its last step has not kept its revision yet.
      summary.nothingToDo(deployment);
      Optional<ExitCode> refusal =
          announcement.isEmpty() ? Optional.empty() : refused(deployment, consent);
      if (refusal.isPresent()) {
        return Ending.notApplied(refusal.get());
      }
      keep(deployment, options, history, subject);
      return new Ending(ExitCode.DONE, options.only().isEmpty());
    }
    summary.plan(plan);
    Optional<ExitCode> refusal = refused(deployment, consent);
    if (refusal.isPresent()) {
      return Ending.notApplied(refusal.get());
    }
    Deployment ready = deployment.withAuthorities(manager, terminal.err()::println);
    // With authorities just made, only what agents are told of them differs from what was shown.
    Plan run = ready == deployment ? plan : ready.plan(ports, options);
    Outcome outcome = ready.apply(run, ports, options, reporter);
    reporter.stop();
    return finish(ready, options, history, outcome);
  }

  private Optional<ExitCode> refused(Deployment deployment, Consent consent) {
    announcement.forEach(terminal.err()::println);
    return new Agreement(terminal, consent)
        .refused("Apply this to cluster " + deployment.cluster().name() + "?");
  }

  private Ending finish(
      Deployment deployment, PlanOptions options, History history, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed completed -> {
        keep(deployment, options, history, subject(completed));
        summary.done(deployment, completed, manager, options.only());
        yield new Ending(ExitCode.DONE, options.only().isEmpty());
      }
      case Outcome.Stopped stopped -> {
        terminal.err().println("ekube: " + stopped.cause().getMessage());
        terminal.err().println("next: " + stopped.cause().hint());
        terminal
            .err()
            .printf(
                "stopped at: %s; %d steps done, %d not begun; the same command goes on from"
                    + " there%n",
                StepText.summary(stopped.failed()),
                stopped.done().size(),
                stopped.notDone().size());
        yield Ending.notApplied(ExitCode.of(stopped.cause()));
      }
      case Outcome.Unverified unverified -> {
        terminal.err().println("ekube: every step reported success, but this still differs:");
        unverified.left().steps().forEach(s -> terminal.err().println("  " + StepText.summary(s)));
        terminal.err().println("next: look who else changes Warewulf, then run the command again");
        yield Ending.notApplied(ExitCode.FAILED);
      }
      case Outcome.Refused refused -> {
        refused.errors().forEach(problem -> terminal.err().println(problem));
        yield Ending.notApplied(ExitCode.PRECONDITION);
      }
    };
  }

  /** One line for history: what was asked, and what changed among the nodes. */
  private String subject(Outcome.Completed completed) {
    String nodes =
        completed.done().stream()
            .filter(step -> step.part() == Part.NODES)
            .map(StepText::summary)
            .findFirst()
            .orElse("nodes unchanged");
    return subject + ": " + nodes + ", " + completed.done().size() + " steps";
  }

  /** A part of an apply is no state to go back to, so only whole ones are kept. */
  private static void keep(
      Deployment deployment, PlanOptions options, History history, String subject) {
    if (options.only().isEmpty() && !deployment.isKept(history)) {
      deployment.keep(history, subject);
    }
  }
}
