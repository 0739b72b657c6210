package dev.ekube.etcd.gateway;

import java.util.List;

/** A member that was just added, and all members with it: its initial cluster. */
public record Added(Member member, List<Member> all) {
  public Added {
    all = List.copyOf(all);
  }
}
