package dev.ekube.wire;

import dev.ekube.machine.MemberId;

/**
 * One etcd member in {@link ClusterStatus}.
 *
 * @param name empty until it has started once
 */
public record MemberStatus(
    MemberId id, String name, boolean learner, boolean healthy, boolean leader) {}
