package dev.ekube.agent.port;

import dev.ekube.model.Ipv4;
import java.util.List;

/** The machine as a whole. */
public interface Machine {
  /** Milliseconds since 1970, by its own clock. */
  long wallClock();

  /** Sets its clock. */
  void setClock(long milliseconds) throws Trouble;

  /** The IPv4 addresses that its devices have now, in ascending order. */
  List<Ipv4> addresses();

  /** Asks systemd to reboot. */
  void reboot() throws Trouble;
}
