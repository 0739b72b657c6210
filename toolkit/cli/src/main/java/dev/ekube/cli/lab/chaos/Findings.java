package dev.ekube.cli.lab.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ekube.lab.chaos.Act;
import dev.ekube.lab.chaos.ChaosPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How all rounds of a plan went, for people and for scripts. */
record Findings(ChaosPlan plan, List<Result> results) {
  private static final String ROW = "%-28s  %8s  %7s  %7s  %7s  %5s  %s";

  Findings {
    results = List.copyOf(results);
  }

  boolean held() {
    return results.stream().allMatch(Result::held);
  }

  static String row(Result result) {
    return String.format(
            Locale.ROOT,
            ROW,
            result.round().name(),
            result.healed().isPresent() ? number(result.healed().getAsDouble()) : "never",
            number(result.outage().longest()),
            number(result.outage().sum()),
            result.written(),
            result.loss().excused() + result.loss().broken().size(),
            verdict(result))
        .stripTrailing();
  }

  private static String verdict(Result result) {
    if (!result.held()) {
      return "FAILED";
    }
    return result.loss().excused() == 0 ? "held" : "held: " + result.round().promise().words();
  }

  private static String number(double seconds) {
    return String.format(Locale.ROOT, "%.1f", seconds);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT, ROW, "case", "healed s", "gap s", "out s", "written", "lost", "verdict"));
    results.forEach(result -> lines.add(row(result)));
    lines.add("");
    lines.add(
        "seed %d: %d of %d rounds held, %d writes acknowledged, %d lost"
            .formatted(
                plan.seed(),
                results.stream().filter(Result::held).count(),
                results.size(),
                results.stream().mapToLong(Result::written).sum(),
                results.stream()
                    .mapToLong(r -> r.loss().excused() + r.loss().broken().size())
                    .sum()));
    for (int i = 0; i < results.size(); i++) {
      Result result = results.get(i);
      if (!result.held()) {
        lines.add(
            "FAILED " + (i + 1) + ", " + result.round().name() + ": " + result.round().what());
        result.faults().forEach(fault -> lines.add("  " + fault));
      }
    }
    plan.untried().forEach(name -> lines.add("not tried: " + name));
    return lines;
  }

  JsonNode json() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("seed", plan.seed()).put("held", held());
    ArrayNode rounds = root.putArray("rounds");
    for (Result result : results) {
      ObjectNode one = rounds.addObject();
      one.put("case", result.round().name()).put("what", result.round().what());
      result.round().acts().stream().map(Act::words).forEach(one.withArray("acts")::add);
      result.healed().ifPresent(seconds -> one.put("healed", seconds));
      one.put("longestGap", result.outage().longest()).put("unreachable", result.outage().sum());
      one.put("acknowledged", result.written());
      one.put("lost", result.loss().excused() + result.loss().broken().size());
      one.put("mayBeLost", result.round().promise().words());
      one.put("held", result.held());
      result.faults().forEach(one.withArray("faults")::add);
    }
    plan.untried().forEach(root.withArray("untried")::add);
    return root;
  }
}
