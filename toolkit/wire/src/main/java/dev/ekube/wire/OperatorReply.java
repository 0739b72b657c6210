package dev.ekube.wire;

import java.util.List;
import java.util.Optional;

/** What the manager answers to an operator's command. */
public sealed interface OperatorReply {

  record StatusIs(ClusterStatus status) implements OperatorReply {}

  /** Whether what was waited for has come, and how things are now. */
  record Waited(boolean reached, ClusterStatus status) implements OperatorReply {}

  record TimelineIs(List<TimelineRow> rows) implements OperatorReply {
    public TimelineIs {
      rows = List.copyOf(rows);
    }
  }

  /** Oldest first. */
  record LogLines(List<String> lines) implements OperatorReply {
    public LogLines {
      lines = List.copyOf(lines);
    }
  }

  /** Absent: the request was taken. */
  record Asked(Optional<String> refusal) implements OperatorReply {}

  record KubeconfigIs(String yaml) implements OperatorReply {
    /** It holds a key. */
    @Override
    public String toString() {
      return "KubeconfigIs[" + yaml.length() + " characters]";
    }
  }

  /** The question could not be answered, in these words. */
  record Trouble(String words) implements OperatorReply {}
}
