package dev.ekube.sim.etcd;

import dev.ekube.machine.MemberId;

/** Keeps the connections between members, and with them two rules that hang on connections. */
final class Contact {
  private Contact() {}

  /** Looks at every connection once; may end the process. */
  static void look(Etcds etcds, Etcd etcd) {
    for (Peer peer : etcd.data.config().peers().values()) {
      boolean connected =
          etcds.peer(etcd, peer).filter(other -> etcds.joined(etcd, other)).isPresent();
      if (connected) {
        etcd.connectedSince.putIfAbsent(peer.id(), etcds.events.now());
      } else {
        etcd.connectedSince.remove(peer.id());
      }
    }
    if (isRemoved(etcds, etcd)) {
      etcds.exit(etcd, "the member has been permanently removed from the cluster");
    }
  }

  /** A removed member is told so by any peer that has applied the removal. */
  private static boolean isRemoved(Etcds etcds, Etcd etcd) {
    MemberId id = etcd.id();
    return etcd.data.config().removed().contains(id)
        || etcd.data.config().peers().values().stream()
            .flatMap(peer -> etcds.peer(etcd, peer).stream())
            .anyMatch(
                other -> etcds.joined(etcd, other) && other.data.config().removed().contains(id));
  }
}
