package dev.ekube.agent.port;

import java.util.List;

/** The units of systemd. */
public interface Units {
  /** Starts a unit and returns when systemd says that it runs. */
  void start(String unit, Deadline deadline) throws Trouble;

  /** Asks systemd to start a unit, and does not wait for it. */
  void enqueue(String unit) throws Trouble;

  void restart(String unit, Deadline deadline) throws Trouble;

  void reload(String unit, Deadline deadline) throws Trouble;

  boolean isActive(String unit) throws Trouble;

  /** The last lines of the unit's journal, oldest first. */
  List<String> journal(String unit, int lines, Deadline deadline) throws Trouble;
}
