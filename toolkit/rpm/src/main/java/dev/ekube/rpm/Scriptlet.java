package dev.ekube.rpm;

import dev.ekube.rpm.FileDigest.Algorithm;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * What a package wants to have run.
 *
 * @param interpreter program and arguments, {@code <lua>} for the one inside rpm
 * @param text empty when the interpreter is all there is ({@code %post -p /sbin/ldconfig})
 * @param conditions of a trigger: packages with versions, or path prefixes; else empty
 */
public record Scriptlet(Kind kind, List<String> interpreter, String text, List<String> conditions) {

  /** When it would run. */
  public enum Kind {
    PRE_IN,
    POST_IN,
    PRE_UN,
    POST_UN,
    PRE_TRANS,
    POST_TRANS,
    PRE_UN_TRANS,
    POST_UN_TRANS,
    VERIFY,
    TRIGGER,
    FILE_TRIGGER,
    TRANS_FILE_TRIGGER;

    /** True for what a first installation of the package itself would run. */
    public boolean runsAtInstallation() {
      return switch (this) {
        case PRE_IN, POST_IN, PRE_TRANS, POST_TRANS -> true;
        case TRIGGER, FILE_TRIGGER, TRANS_FILE_TRIGGER -> true;
        case PRE_UN, POST_UN, PRE_UN_TRANS, POST_UN_TRANS, VERIFY -> false;
      };
    }
  }

  public Scriptlet {
    interpreter = List.copyOf(interpreter);
    conditions = List.copyOf(conditions);
  }

  /** 64 hex digits: of the interpreter's words with spaces between, a newline, and the text. */
  public String sha256() {
    String all = String.join(" ", interpreter) + "\n" + text;
    return HexFormat.of()
        .formatHex(Algorithm.SHA256.sum().digest(all.getBytes(StandardCharsets.UTF_8)));
  }
}
