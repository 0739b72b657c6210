package dev.ekube.sim.etcd;

import dev.ekube.machine.MemberId;

/**
 * A member as the member list shows it.
 *
 * @param name empty until the member has started once and published itself
 */
public record Peer(MemberId id, String name, String url, boolean learner) {
  Peer named(String published) {
    return new Peer(id, published, url, learner);
  }

  Peer promoted() {
    return new Peer(id, name, url, false);
  }

  public boolean started() {
    return !name.isEmpty();
  }
}
