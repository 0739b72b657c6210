package dev.ekube.machine.arbiter;

import dev.ekube.machine.MemberId;

/**
 * One line of etcd's own member list.
 *
 * @param name empty until the member has started once
 * @param answers its client endpoint answered a status request in this very look
 * @param healthy it answered, has a leader, and reports no error
 */
public record EtcdMember(
    MemberId id, String name, String peerUrl, boolean learner, boolean answers, boolean healthy) {
  public boolean started() {
    return !name.isEmpty();
  }
}
