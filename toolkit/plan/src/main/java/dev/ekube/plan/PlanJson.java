package dev.ekube.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ekube.model.FileTree.Entry;
import dev.ekube.model.FileTree.RegularFile;
import dev.ekube.model.FileTree.Symlink;
import dev.ekube.model.Problem;
import dev.ekube.model.Sha256;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A plan for programs, as docs/plan-json.md describes it. Keys keep their order; new keys may come,
 * none changes its meaning within one apiVersion.
 */
public final class PlanJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private PlanJson() {}

  /** The document as indented text, ending in a line feed. */
  public static String of(Plan plan) {
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(tree(plan))
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain nodes can always be written", e);
    }
  }

  private static ObjectNode tree(Plan plan) {
    ObjectNode root = JSON.objectNode();
    root.put("apiVersion", "ekube.dev/v1alpha1");
    root.put("kind", "Plan");
    root.put("cluster", plan.cluster().value());
    root.put("changes", !plan.isEmpty());
    root.put("wwctlSteps", plan.wwctlSteps());
    ArrayNode steps = root.putArray("steps");
    plan.steps().forEach(step -> steps.add(step(step)));
    ArrayNode refusals = root.putArray("refusals");
    plan.refusals().forEach(problem -> refusals.add(problem(problem)));
    return root;
  }

  private static ObjectNode step(Step step) {
    ObjectNode node = JSON.objectNode();
    node.put("part", step.part().word());
    node.put("step", StepText.word(step));
    node.put("runs", step.runs().word());
    node.put("summary", StepText.summary(step));
    switch (step) {
      case Step.PullImages s -> node.set("images", texts(s.images()));
      case Step.BuildNodeImages s -> node.set("images", texts(s.images()));
      case Step.PublishNodeImages s -> node.set("images", texts(s.images()));
      case Step.UpdateNodes s -> updateNodes(node, s);
      case Step.WriteOverlay s -> writeOverlay(node, s);
      case Step.RemoveOverlay s -> node.put("overlay", s.overlay().value());
      case Step.BuildOverlays s -> node.set("nodes", texts(s.nodes().keySet()));
      case Step.RemoveBuiltOverlays s -> node.set("nodes", texts(s.nodes()));
      case Step.PowerCycle s -> node.set("nodes", texts(s.nodes()));
    }
    return node;
  }

  private static void updateNodes(ObjectNode node, Step.UpdateNodes step) {
    ArrayNode added = node.putArray("added");
    step.added()
        .forEach(
            entry -> {
              ObjectNode one = added.addObject().put("name", entry.name().value());
              ObjectNode fields = one.putObject("fields");
              entry.fields().forEach(fields::put);
            });
    ArrayNode changed = node.putArray("changed");
    step.changed()
        .forEach(
            change -> {
              ObjectNode one = changed.addObject().put("name", change.after().name().value());
              one.put("adopted", change.adopted());
              ObjectNode fields = one.putObject("fields");
              change.fields().forEach((key, value) -> fields.set(key, field(value)));
            });
    node.set("removed", texts(step.removed()));
  }

  private static ObjectNode field(NodeChange.Change change) {
    ObjectNode node = JSON.objectNode();
    change.before().ifPresentOrElse(v -> node.put("before", v), () -> node.putNull("before"));
    change.after().ifPresentOrElse(v -> node.put("after", v), () -> node.putNull("after"));
    return node;
  }

  private static void writeOverlay(ObjectNode node, Step.WriteOverlay step) {
    node.put("overlay", step.overlay().value());
    ArrayNode files = node.putArray("files");
    for (FileChange change : FileChange.between(step.before(), step.after())) {
      ObjectNode file = files.addObject();
      file.put("path", change.path());
      file.put("change", change.kind().word());
      file.set("before", entry(change.before()));
      file.set("after", entry(change.after()));
      List<String> diff = FileDiff.unified(change);
      if (!diff.isEmpty()) {
        file.put("diff", String.join("\n", diff) + "\n");
      }
    }
  }

  private static JsonNode entry(Optional<Entry> entry) {
    if (entry.isEmpty()) {
      return JSON.nullNode();
    }
    ObjectNode node = JSON.objectNode();
    switch (entry.get()) {
      case RegularFile f -> {
        node.put("mode", FileDiff.mode(f));
        node.put("size", f.content().size());
        node.put("sha256", Sha256.hex(f.content()));
      }
      case Symlink l -> node.put("target", l.target());
    }
    return node;
  }

  private static ObjectNode problem(Problem problem) {
    ObjectNode node = JSON.objectNode();
    node.put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
    node.put("id", problem.id());
    node.put("file", problem.place().file());
    node.put("message", problem.message());
    node.put("hint", problem.hint());
    return node;
  }

  private static ArrayNode texts(Collection<?> values) {
    ArrayNode array = JSON.arrayNode();
    values.forEach(value -> array.add(value.toString()));
    return array;
  }
}
