package dev.ekube.plan;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The words for a step: one for machines, one sentence for people. */
public final class StepText {
  private StepText() {}

  /** The stable word in JSON, such as {@code write-overlay}. */
  public static String word(Step step) {
    return switch (step) {
      case Step.PullImages s -> "pull-images";
      case Step.BuildNodeImages s -> "build-node-images";
      case Step.PublishNodeImages s -> "publish-node-images";
      case Step.UpdateNodes s -> "update-nodes";
      case Step.WriteOverlay s -> "write-overlay";
      case Step.RemoveOverlay s -> "remove-overlay";
      case Step.BuildOverlays s -> "build-overlays";
      case Step.RemoveBuiltOverlays s -> "remove-built-overlays";
      case Step.PowerCycle s -> "power-cycle";
    };
  }

  /** What the step does, in one line. */
  public static String summary(Step step) {
    return switch (step) {
      case Step.PullImages s -> "pull " + count(s.images(), "container image");
      case Step.BuildNodeImages s ->
          "build " + count(s.images(), "node image") + ": " + NameList.of(s.images());
      case Step.PublishNodeImages s ->
          "pack " + count(s.images(), "node image") + " for serving: " + NameList.of(s.images());
      case Step.UpdateNodes s ->
          String.format(
              Locale.ROOT,
              "update nodes.conf: %d added, %d changed, %d removed",
              s.added().size(),
              s.changed().size(),
              s.removed().size());
      case Step.WriteOverlay s -> "write overlay " + s.overlay() + ": " + files(s);
      case Step.RemoveOverlay s -> "remove overlay " + s.overlay();
      case Step.BuildOverlays s ->
          "build overlay images of "
              + count(s.nodes().keySet(), "node")
              + ": "
              + NameList.of(s.nodes().keySet());
      case Step.RemoveBuiltOverlays s ->
          "remove overlay images of "
              + count(s.nodes(), "former node")
              + ": "
              + NameList.of(s.nodes());
      case Step.PowerCycle s ->
          "power-cycle " + count(s.nodes(), "node") + ": " + NameList.of(s.nodes());
    };
  }

  private static String files(Step.WriteOverlay step) {
    List<FileChange> changes = FileChange.between(step.before(), step.after());
    return String.format(
        Locale.ROOT,
        "%d added, %d changed, %d removed",
        changes.stream().filter(c -> c.kind() == FileChange.Kind.ADD).count(),
        changes.stream().filter(c -> c.kind() == FileChange.Kind.CHANGE).count(),
        changes.stream().filter(c -> c.kind() == FileChange.Kind.REMOVE).count());
  }

  private static String count(Collection<?> things, String singular) {
    return things.size() + " " + singular + (things.size() == 1 ? "" : "s");
  }
}
