package dev.ekube.cli;

import dev.ekube.apply.port.PortException;
import java.util.ArrayList;
import java.util.List;

/** The process's exit codes; every {@code --help} lists them. */
public enum ExitCode {
  DONE(0, "done"),
  FAILED(1, "failed while running"),
  BAD_INPUT(2, "bad input or usage; nothing was changed"),
  CHANGES(3, "changes are pending (plan --exit-code), or not ready yet (status)"),
  PRECONDITION(4, "something that must be there first is missing; nothing was changed"),
  INTERRUPTED(130, "interrupted; the same command goes on where it stopped");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** The code for a failure outside. */
  public static ExitCode of(PortException failure) {
    return switch (failure.kind()) {
      case FAILED -> FAILED;
      case PRECONDITION -> PRECONDITION;
      case INTERRUPTED -> INTERRUPTED;
    };
  }

  public int code() {
    return code;
  }

  /** Lines in the form that picocli's exit code list wants: {@code CODE:meaning}. */
  static String[] helpLines() {
    List<String> lines = new ArrayList<>();
    for (ExitCode e : values()) {
      lines.add(e.code + ":" + e.meaning);
    }
    return lines.toArray(String[]::new);
  }
}
