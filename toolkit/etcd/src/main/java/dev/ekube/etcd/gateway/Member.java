package dev.ekube.etcd.gateway;

import java.util.List;

/**
 * A member as the cluster lists it.
 *
 * @param id unsigned; etcd prints it as hexadecimal and its JSON as a decimal string
 * @param name of a static list, known from the beginning; of a member that was added, empty until
 *     it has started for the first time
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

  /** Tells whether the member has ever served; only then does the cluster know its client URLs. */
  public boolean started() {
    return !clientUrls.isEmpty();
  }
}
