package dev.ekube.spec;

import dev.ekube.spec.schema.ClusterShape;
import dev.ekube.spec.schema.Field;
import dev.ekube.spec.schema.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/** docs/cluster-yaml.md, out of the shape of cluster.yaml. */
final class ReferencePage {
  private static final String HEAD =
      """
      # cluster.yaml

      """;

  private ReferencePage() {}

  static String text(String example) {
    StringBuilder out = new StringBuilder(HEAD);
    out.append(
        Pages.paragraph(
            "One file describes one cluster. `ekube init` writes one to start from, `ekube"
                + " validate` checks it and names every problem at once, each with an id that"
                + " [rules.md](rules.md) explains. This page and the JSON Schema come from the"
                + " tables that the reader itself uses; a test fails when they differ."));
    out.append(Pages.block("yaml", example));
    out.append(notes());
    out.append(editors());
    Map<String, Shape.Fields> sections = new LinkedHashMap<>();
    collect(ClusterShape.ROOT, sections);
    sections.values().forEach(fields -> section(fields, out));
    return out.toString().stripTrailing() + "\n";
  }

  private static String notes() {
    return "## How the file is read\n\n"
        + Pages.paragraph(
            "The file is YAML 1.2 in UTF-8, at most 1 MiB. Where text is wanted, what is written"
                + " is taken letter by letter, quoted or not: `0644` stays `0644`, `1.30` stays"
                + " `1.30`, and `no` is a word. Numbers, and `true` and `false`, are written"
                + " without quotes where they are wanted.")
        + Pages.paragraph(
            "Anchors and aliases work for whole values: `labels: &gpu {gpu: \"yes\"}` and later"
                + " `labels: *gpu`. The merge key `<<` does not exist in YAML 1.2 and is refused"
                + " ([yaml-merge-key](rules.md#yaml-merge-key)); what nodes share belongs under"
                + " [roles](#roles). Unknown and duplicate keys are errors.")
        + Pages.paragraph(
            "Files that it names (MACs, manifests) stand beside it or below its directory."
                + " Settings of a node add to those of its role: taints and kernel arguments of"
                + " both count, and for labels and tags the node's value wins.");
  }

  private static String editors() {
    return "## In an editor\n\n"
        + Pages.paragraph(
            "`ekube schema > cluster.schema.json` writes the JSON Schema (2020-12). Editors that"
                + " use yaml-language-server (VS Code with the YAML extension, Neovim, Emacs,"
                + " Helix, Kate) take it from a comment at the top of the file:")
        + Pages.block("yaml", "# yaml-language-server: $schema=./cluster.schema.json")
        + Pages.paragraph("or, in VS Code, from the settings of the workspace:")
        + Pages.block("json", "{\"yaml.schemas\": {\"./cluster.schema.json\": [\"cluster.yaml\"]}}")
        + Pages.paragraph(
            "The schema sees keys, kinds of values and how texts are written. What only a look"
                + " at the whole file can tell (overlapping networks, addresses that stand twice,"
                + " files that are missing) it lets through: `ekube validate` has the last word.");
  }

  private static void collect(Shape.Fields fields, Map<String, Shape.Fields> sections) {
    if (sections.putIfAbsent(fields.name(), fields) == null) {
      for (Field field : fields.fields()) {
        Pages.nested(field.shape()).forEach(inner -> collect(inner, sections));
      }
    }
  }

  private static void section(Shape.Fields fields, StringBuilder out) {
    out.append("## ").append(fields.name()).append("\n\n");
    out.append(Pages.paragraph(fields.meaning()));
    for (Field field : fields.fields()) {
      out.append(item(field));
    }
    out.append("\n");
  }

  private static String item(Field field) {
    String need =
        field.required()
            ? "Required."
            : Pages.byDefault(field).map(d -> "Default " + Pages.code(d) + ".").orElse("Optional.");
    String example =
        field.example().isEmpty()
            ? ""
            : " Example: " + Pages.code(field.key() + ": " + field.example());
    String text =
        "**%s**: %s. %s %s%s"
            .formatted(
                Pages.code(field.key()), Pages.kind(field.shape()), field.meaning(), need, example);
    return "- " + Pages.paragraph(text).strip().replace("\n", "\n  ") + "\n";
  }
}
