package dev.ekube.plan;

import dev.ekube.model.ImageName;
import dev.ekube.model.ImageRef;
import dev.ekube.model.NodeName;
import dev.ekube.model.Problem;
import dev.ekube.plan.NodeChange.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A plan for people. Every step has its number; {@code +}, {@code ~} and {@code -} mark what is
 * added, changed and removed. Text from files is made harmless for terminals.
 */
public final class PlanText {
  private static final int VARIANTS_SHOWN = 3;

  private final Style style;
  private final StringBuilder out = new StringBuilder();

  private PlanText(Style style) {
    this.style = style;
  }

  /** The whole text, ending in a line feed. */
  public static String of(Plan plan, Style style) {
    PlanText text = new PlanText(style);
    text.plan(plan);
    return text.out.toString();
  }

  private void plan(Plan plan) {
    int number = 0;
    for (Step step : plan.steps()) {
      number++;
      String via = step.runs() == Runs.WWCTL ? style.faint(" (wwctl)") : "";
      line(0, style.bold(number + ". " + step.part().word() + ": ") + StepText.summary(step) + via);
      details(step);
    }
    if (number > 0) {
      line(0, "");
    }
    plan.refusals().forEach(this::refusal);
    line(0, style.bold(summary(plan)));
  }

  /** The last line: what the plan comes to. */
  static String summary(Plan plan) {
    boolean refused = plan.refusals().stream().anyMatch(Problem::isError);
    String name = "cluster " + plan.cluster() + ": ";
    if (refused) {
      return name + "this plan cannot be applied; see the errors above";
    }
    if (plan.isEmpty()) {
      return name + "no changes";
    }
    String parts =
        plan.steps().stream()
            .collect(Collectors.groupingBy(Step::part, TreeMap::new, Collectors.counting()))
            .entrySet()
            .stream()
            .map(e -> e.getKey().word() + " " + e.getValue())
            .collect(Collectors.joining(", "));
    int count = plan.steps().size();
    return name
        + (count == 1 ? "1 step" : count + " steps")
        + " ("
        + parts
        + "), "
        + plan.wwctlSteps()
        + " through wwctl";
  }

  private void refusal(Problem problem) {
    String text = Printable.of(problem.toString());
    line(0, problem.isError() ? style.removed(text) : style.changed(text));
  }

  private void details(Step step) {
    switch (step) {
      case Step.PullImages s ->
          s.images().stream()
              .map(ImageRef::value)
              .forEach(name -> line(1, style.added("+ " + name)));
      case Step.BuildNodeImages s ->
          s.images().stream().map(ImageName::value).forEach(n -> line(1, style.added("+ " + n)));
      case Step.UpdateNodes s -> nodes(s);
      case Step.WriteOverlay s ->
          // A new overlay would print every file whole; `ekube render` shows them better.
          out.append(TreeDiff.of(s.before(), s.after(), style, "  ", !s.before().isEmpty()));
      case Step.PublishNodeImages s -> {}
      case Step.RemoveOverlay s -> {}
      case Step.BuildOverlays s -> {}
      case Step.RemoveBuiltOverlays s -> {}
      case Step.PowerCycle s -> {}
    }
  }

  private void nodes(Step.UpdateNodes step) {
    for (NodeGroups.Group group : NodeGroups.ofAdded(step.added())) {
      line(1, style.added("+ " + NameList.of(group.names())));
      group.fields().forEach(field -> field(group, field));
    }
    for (NodeGroups.Group group : NodeGroups.ofChanged(step.changed())) {
      String adopted = group.adopted() ? " (adopted)" : "";
      line(1, style.changed("~ " + NameList.of(group.names()) + adopted));
      group.fields().forEach(field -> field(group, field));
    }
    if (!step.removed().isEmpty()) {
      line(1, style.removed("- " + NameList.of(step.removed())));
    }
  }

  private void field(NodeGroups.Group group, String field) {
    Map<Change, NodeName> variants = group.variants(field);
    List<String> shown = new ArrayList<>();
    for (Map.Entry<Change, NodeName> e : variants.entrySet()) {
      if (shown.size() == VARIANTS_SHOWN) {
        shown.add("and " + (variants.size() - VARIANTS_SHOWN) + " more");
        break;
      }
      shown.add(arrow(e.getKey()) + (variants.size() == 1 ? "" : " (" + e.getValue() + ")"));
    }
    line(3, field + ": " + String.join(", ", shown));
  }

  private String arrow(Change change) {
    if (change.before().isEmpty()) {
      return style.added(quoted(change.after()));
    }
    if (change.after().isEmpty()) {
      return style.removed(quoted(change.before())) + " removed";
    }
    return style.removed(quoted(change.before())) + " -> " + style.added(quoted(change.after()));
  }

  private static String quoted(Optional<String> value) {
    String text = Printable.of(value.orElse(""));
    return text.isEmpty() ? "\"\"" : text;
  }

  private void line(int depth, String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
  }
}
