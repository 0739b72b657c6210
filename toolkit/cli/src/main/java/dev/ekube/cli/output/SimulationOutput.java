package dev.ekube.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ekube.cli.Terminal;
import dev.ekube.sim.run.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code ekube simulate} prints: how far it is, and what came of it. */
public final class SimulationOutput {
  private final Terminal terminal;
  private final long total;
  private final long every;
  private long done;
  private long broken;

  /** Progress over so many seeds. */
  public SimulationOutput(Terminal terminal, long total) {
    this.terminal = terminal;
    this.total = total;
    this.every = Math.max(1, total / (terminal.redraws() ? 100 : 10));
  }

  /** Counts a seed, and lets go of its trace, which would fill the memory over many seeds. */
  public synchronized Outcome done(Outcome outcome) {
    done++;
    broken += outcome.held() ? 0 : 1;
    if (done % every == 0) {
      String line = done + "/" + total + " seeds, " + broken + " broke a rule";
      terminal.err().print(terminal.redraws() ? "\r" + line : line + System.lineSeparator());
      terminal.err().flush();
    }
    return outcome.withoutTrace();
  }

  /** Ends the line that was being redrawn. */
  public void ended() {
    if (terminal.redraws()) {
      terminal.err().println();
    }
  }

  /** One seed in one line. */
  public static String line(Outcome outcome) {
    return "seed "
        + outcome.seed()
        + ", nodes "
        + outcome.shape()
        + ", trace "
        + outcome.hash()
        + ": "
        + outcome
            .broken()
            .map(Throwable::getMessage)
            .orElse("Ready " + outcome.readyAfter() / 1000 + " s after the last fault");
  }

  /** The failing seeds, the command that replays the first, and the numbers. */
  public static List<String> summary(List<Outcome> outcomes, Optional<String> nodes) {
    List<Outcome> failed = outcomes.stream().filter(outcome -> !outcome.held()).toList();
    List<String> lines = new ArrayList<>(failed.stream().map(SimulationOutput::line).toList());
    long events = outcomes.stream().mapToLong(Outcome::events).sum();
    long slowest =
        outcomes.stream().filter(Outcome::held).mapToLong(Outcome::readyAfter).max().orElse(0);
    lines.add(
        outcomes.size()
            + " seeds, "
            + events
            + " events, "
            + failed.size()
            + " broke a rule; Ready at the latest "
            + slowest / 1000
            + " s after the last fault");
    if (!failed.isEmpty()) {
      String shape = nodes.map(text -> " --nodes " + text).orElse("");
      lines.add("replay the first: ekube simulate --seed " + failed.getFirst().seed() + shape);
    }
    return lines;
  }

  /** The same as an object with a list of seeds. */
  public static ObjectNode json(List<Outcome> outcomes) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("seeds", outcomes.size());
    root.put("broken", outcomes.stream().filter(outcome -> !outcome.held()).count());
    ArrayNode list = root.putArray("runs");
    for (Outcome outcome : outcomes) {
      ObjectNode run = list.addObject();
      run.put("seed", outcome.seed());
      run.put("nodes", outcome.shape().toString());
      run.put("held", outcome.held());
      run.put("events", outcome.events());
      run.put("readyAfterMillis", outcome.readyAfter());
      run.put("trace", outcome.hash());
      outcome
          .broken()
          .ifPresent(broken -> run.put("rule", broken.rule()).put("why", broken.getMessage()));
    }
    return root;
  }
}
