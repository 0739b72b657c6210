package dev.ekube.agent;

import dev.ekube.machine.Data;
import dev.ekube.machine.Task;
import dev.ekube.wire.ManagerMessage;
import java.util.Optional;

/** What reaches the thread that owns the state. */
sealed interface Input {
  record Connected() implements Input {}

  record Disconnected(String why, long retryAfter) implements Input {}

  record Received(ManagerMessage message) implements Input {}

  /** A task has ended, well when there is no trouble. */
  record Ended(long run, Task task, Optional<String> trouble, Data data) implements Input {}

  /** The control plane was stopped because this boot is superseded. */
  record Stopped(Data data) implements Input {}

  /** A thread has died of a defect: the agent ends, and systemd starts it anew. */
  record Broken(Throwable cause) implements Input {}
}
