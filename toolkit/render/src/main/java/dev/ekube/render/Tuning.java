package dev.ekube.render;

import dev.ekube.model.Cluster;
import dev.ekube.model.Role;

/** Numbers that follow from a cluster's size. */
final class Tuning {
  /** Where HAProxy answers for keepalived's check of it; no other host reaches it. */
  static final int HAPROXY_ALIVE_PORT = 6445;

  private static final int FASTEST_CHECK_MILLIS = 500;

  /** With 5 ms per node an API server sees at most 200 checks in a second, each a TLS handshake. */
  private static final int CHECK_MILLIS_PER_WORKER = 5;

  private Tuning() {}

  /**
   * VRRP priority of the control node with that rank (from 0). Distinct, so that no two nodes claim
   * the address at the same moment, and 20 apart, so that their timers differ by some 20 ms.
   */
  static int vrrpPriority(int rank) {
    return Math.max(1, 250 - 20 * rank);
  }

  /**
   * How often a node of that role asks each API server whether it is ready. Workers of a large
   * cluster ask less often; a connection that fails goes to the next server at once either way.
   */
  static int checkMillis(Cluster cluster, Role role) {
    return switch (role) {
      case CONTROL -> FASTEST_CHECK_MILLIS;
      case WORKER ->
          Math.max(FASTEST_CHECK_MILLIS, CHECK_MILLIS_PER_WORKER * cluster.nodes(role).size());
    };
  }
}
