package dev.ekube.cli.output;

import dev.ekube.cli.Terminal;
import dev.ekube.model.Problem;
import dev.ekube.plan.Plan;
import dev.ekube.plan.PlanJson;
import dev.ekube.plan.PlanText;
import dev.ekube.plan.Style;
import java.util.List;

/** Shows a plan: as text with diffs, or as the documented JSON. */
public final class PlanOutput {
  private final Terminal terminal;
  private final boolean json;

  public PlanOutput(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
  }

  /** Problems that stop nothing. */
  public void warnings(List<Problem> problems) {
    problems.forEach(problem -> story(problem.toString()));
  }

  /** One line of the story. */
  public void story(String line) {
    terminal.err().println(line);
  }

  /** The plan on stdout; its text ends in its refusals. */
  public void show(Plan plan) {
    if (json) {
      terminal.out().println(PlanJson.of(plan));
      return;
    }
    terminal.out().print(PlanText.of(plan, terminal.colours() ? Style.COLOUR : Style.PLAIN));
  }
}
