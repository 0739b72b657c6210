package dev.ekube.model.node;

import java.util.Arrays;
import java.util.List;

/**
 * A scriptlet of a package that the site has read and found not to be needed.
 *
 * @param sha256 of its text, in hex, so that a changed script is looked at again
 */
public record AllowedScriptlet(String packageName, Kind kind, String sha256) {
  /** When RPM would run it. */
  public enum Kind {
    PRE("pre"),
    POST("post"),
    PRE_UNINSTALL("preun"),
    POST_UNINSTALL("postun"),
    PRE_TRANSACTION("pretrans"),
    POST_TRANSACTION("posttrans"),
    TRIGGER("trigger"),
    FILE_TRIGGER("filetrigger"),
    TRANSACTION_FILE_TRIGGER("transfiletrigger");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** As cluster.yaml and RPM's spec files write it. */
    public String word() {
      return word;
    }

    public static List<String> words() {
      return Arrays.stream(values()).map(Kind::word).toList();
    }

    /** The kind of a word that {@link #words} names. */
    public static Kind of(String word) {
      return values()[words().indexOf(word)];
    }
  }
}
