package dev.ekube.sandbox;

import java.util.Map;

/** Renders a {@code .ww} file for one node, as Warewulf would. */
@FunctionalInterface
interface TemplateRenderer {
  /** What a template can ask of the node and its manager. */
  record Context(String id, String managerAddress, String buildHost, Map<String, String> tags) {}

  /**
   * A rendered file.
   *
   * @param backup what an earlier overlay has at the same path is kept as {@code .wwbackup}
   */
  record Output(String text, boolean backup) {}

  /** IllegalArgumentException when the template cannot be rendered. */
  Output render(String name, String template, Context context);
}
