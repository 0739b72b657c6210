package dev.ekube.sim.etcd;

import dev.ekube.machine.MemberId;

/** One entry of a raft log; its index is its place, counted from 1. */
sealed interface Entry {
  long term();

  /** What a new leader begins its term with, and what a bootstrap writes per founding member. */
  record Blank(long term) implements Entry {}

  /** A client's write, known by a number of its own. */
  record Write(long term, long id) implements Entry {}

  /** A member publishes its name. */
  record Named(long term, MemberId id, String name) implements Entry {}

  record Added(long term, Peer peer) implements Entry {}

  record Promoted(long term, MemberId id) implements Entry {}

  record Removed(long term, MemberId id) implements Entry {}
}
