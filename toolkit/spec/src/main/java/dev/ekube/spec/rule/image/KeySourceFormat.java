package dev.ekube.spec.rule.image;

import dev.ekube.spec.rule.FormatRule;

/** Where keys of a repository are found. */
public final class KeySourceFormat extends FormatRule {
  public static final KeySourceFormat RULE = new KeySourceFormat();

  private KeySourceFormat() {
    super(
        "bad-key-source",
        "a URL or a path beside cluster.yaml",
        "keys/site.asc",
        "https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?(/[A-Za-z0-9$._~"
            + ":@%+,=&?-]*)*|file://(/[A-Za-z0-9$._~:@%+,=-]+)+/?|(?!\\.{1,2}(/|$))[^/:\\x00-"
            + "\\x1f\\\\]+(/(?!\\.{1,2}(/|$))[^/\\x00-\\x1f\\\\]+)*",
        "A file with OpenPGP keys is named by an http://, https:// or file:// URL, or "
            + "by its path beside cluster.yaml. The fingerprints beside it say which of its "
            + "keys count, so the place itself need not be trusted.");
  }
}
