package dev.ekube.agent.port;

import java.util.List;

/** The processes of this machine, those within containers included. */
public interface Processes {
  /** Ids of those whose program is called {@code name} and whose arguments contain {@code part}. */
  List<Long> find(String name, String part);

  /** Asks a process to end. */
  void terminate(long id);

  void kill(long id);
}
