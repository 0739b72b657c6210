package dev.ekube.sim.world;

import dev.ekube.machine.Incarnation;

/** One connection between an agent and the manager, both of them in one of their lives. */
final class Session {
  final Host host;
  final Incarnation incarnation;
  final int life;
  final int term;
  boolean broken;
  boolean open = true;
  int missed;
  long lastArrival;

  Session(Host host, int term) {
    this.host = host;
    this.incarnation = host.incarnation();
    this.life = host.life;
    this.term = term;
  }
}
