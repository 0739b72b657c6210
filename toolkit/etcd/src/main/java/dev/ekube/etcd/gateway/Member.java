package dev.ekube.etcd.gateway;

import java.util.List;

/**
 * A member as the cluster lists it.
 *
 * @param id unsigned; etcd prints it as hexadecimal and its JSON as a decimal string
 * @param name empty until the member has started for the first time
 * @param peerUrls where the other members reach it
 * @param clientUrls where it serves clients; empty until it has started
 * @param learner whether it follows without a vote
 */
public record Member(
    long id, String name, List<String> peerUrls, List<String> clientUrls, boolean learner) {
  public Member {
    peerUrls = List.copyOf(peerUrls);
    clientUrls = List.copyOf(clientUrls);
  }

  /** Tells whether the member has ever started; only then does the cluster know its name. */
  public boolean started() {
    return !name.isEmpty();
  }
}
