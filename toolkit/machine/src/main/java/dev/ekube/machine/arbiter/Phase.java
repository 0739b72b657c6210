package dev.ekube.machine.arbiter;

/** Where the cluster stands; every change of it is an entry of the journal. */
public sealed interface Phase {

  /** Rule R10: the journal was lost, and nothing is granted until the nodes have been heard. */
  record Adopting() implements Phase {}

  /** No epoch is alive. The next one is founded when the nodes are there. */
  record Vacant(Beginning next) implements Phase {}

  /** Tickets are being given out; no quorum of this epoch has been seen yet. */
  record Founding() implements Phase {}

  /** A quorum has been seen; members that come back empty are readmitted one at a time. */
  record Formed() implements Phase {}

  /** The epoch is over: its members stand down, and the next one's data is being chosen. */
  record Succeeding(Succession succession) implements Phase {}
}
