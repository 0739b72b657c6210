package dev.ekube.etcd.gateway;

import java.util.List;

/**
 * How one member sees itself; needs no quorum.
 *
 * @param member its id, unsigned
 * @param cluster the cluster's id, unsigned; different tokens make different ids
 * @param version such as {@code 3.5.16}
 * @param leader the id of the member that it believes to lead, 0 for none
 * @param revision of the key space that it has applied
 * @param raftTerm unsigned
 * @param raftIndex up to where it knows entries to be committed
 * @param raftAppliedIndex up to where it has applied them
 * @param dbSize bytes of its database file
 * @param errors alarms such as {@code memberID:… alarm:NOSPACE}, and the lack of a leader
 */
public record MemberStatus(
    long member,
    long cluster,
    String version,
    long leader,
    long revision,
    long raftTerm,
    long raftIndex,
    long raftAppliedIndex,
    long dbSize,
    boolean learner,
    List<String> errors) {
  public MemberStatus {
    errors = List.copyOf(errors);
  }
}
