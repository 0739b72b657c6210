package dev.ekube.machine.arbiter;

import dev.ekube.machine.MemberId;
import java.util.List;

/**
 * The member list by which one member of etcd votes. Without a quorum it is all that can be read;
 * it may be older than what the members have agreed on.
 *
 * @param of whose memory it is
 */
public record EtcdMemory(MemberId of, List<EtcdMember> members) {
  public EtcdMemory {
    members = List.copyOf(members);
  }

  List<EtcdMember> voters() {
    return members.stream().filter(m -> !m.learner()).toList();
  }
}
