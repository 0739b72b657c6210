package dev.ekube.machine.arbiter;

/** How long the arbiter waits for what, in milliseconds. */
final class Patience {
  /** A node may be let in again for another boot when it has been silent for this long. */
  static final long SILENCE = 3_000;

  /** An epoch is founded without the last control nodes when a quorum has waited this long. */
  static final long STRAGGLERS = 3_000;

  /** Between two looks at etcd while something is to be done there. */
  static final long BUSY_LOOK = 100;

  /** Between two looks at etcd while nothing is to be done. */
  static final long CALM_LOOK = 2_000;

  /** A view of etcd that is older than this decides nothing. */
  static final long STALE_LOOK = 3_000;

  /** Members that are all there elect a leader within this time, or never. */
  static final long DEADLOCK = 20_000;

  /** When no quorum has been seen for this long, status says so. */
  static final long QUIET = 10_000;

  /** A request to the driver that has no answer after this long is asked again. */
  static final long LOST_ANSWER = 30_000;

  /** After etcd has refused a change. */
  static final long CHANGE_RETRY = 150;

  /** A learner whose node is gone this long makes way for another node. */
  static final long ABSENT_LEARNER = 10_000;

  /** After the API has refused the cluster's objects. */
  static final long OBJECTS_RETRY = 1_000;

  /** After a snapshot has failed; shorter when the interval is shorter. */
  static final long SNAPSHOT_RETRY = 5_000;

  /** A snapshot this young is good enough before a planned reboot. */
  static final long FRESH_SNAPSHOT = 60_000;

  /** How long a worker may take to drain. */
  static final long DRAIN = 120_000;

  /** How long a node may take from the order to reboot until it is back and settled. */
  static final long REBOOT = 900_000;

  private Patience() {}
}
