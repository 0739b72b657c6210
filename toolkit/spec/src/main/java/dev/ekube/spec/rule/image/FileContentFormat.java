package dev.ekube.spec.rule.image;

import dev.ekube.spec.rule.FormatRule;

/** The content of a file. */
public final class FileContentFormat extends FormatRule {
  public static final FileContentFormat RULE = new FileContentFormat();

  private FileContentFormat() {
    super(
        "bad-file-content",
        "text",
        "a line of text",
        "[^\\x00]*",
        "The content of a file stands in cluster.yaml as text of at most 64 KiB; "
            + "longer ones and others than text lie in files of their own, which from names.");
  }

  @Override
  public boolean accepts(String text) {
    return text.length() <= 65_536 && text.indexOf('\0') < 0;
  }
}
