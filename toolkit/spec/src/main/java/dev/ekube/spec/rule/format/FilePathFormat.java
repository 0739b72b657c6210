package dev.ekube.spec.rule.format;

import dev.ekube.spec.rule.FormatRule;

/** Files that travel with cluster.yaml. */
public final class FilePathFormat extends FormatRule {
  public static final FilePathFormat RULE = new FilePathFormat();

  private FilePathFormat() {
    super(
        "bad-file-path",
        "a path beside cluster.yaml",
        "manifests/storage.yaml",
        "(?!\\.{1,2}(/|$))[^/\\x00-\\x1f\\\\]+(/(?!\\.{1,2}(/|$))[^/\\x00-\\x1f\\\\]+)*",
        "Files that cluster.yaml names stand in its directory or below it: the path is "
            + "relative, does not climb with .. and has / between its parts. So a directory "
            + "holds all that a cluster is made of, and its history can hold it too.");
  }

  @Override
  public boolean accepts(String text) {
    return text.length() <= 255 && super.accepts(text);
  }

  @Override
  protected String advice(String text) {
    return text.startsWith("/") || text.startsWith("~")
        ? "copy the file beside cluster.yaml and name it by its relative path"
        : super.advice(text);
  }
}
