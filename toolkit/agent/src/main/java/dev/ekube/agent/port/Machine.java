package dev.ekube.agent.port;

/** The machine as a whole. */
public interface Machine {
  /** Milliseconds since 1970, by its own clock. */
  long wallClock();

  /** Sets its clock. */
  void setClock(long milliseconds) throws Trouble;

  /** Asks systemd to reboot. */
  void reboot() throws Trouble;
}
