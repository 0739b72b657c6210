package dev.ekube.machine;

import dev.ekube.model.NodeName;

/**
 * The arbiter's permission to bootstrap etcd, bound to one boot of one node: a ticket that arrives
 * after the node has rebooted is void. Granted at most once per epoch and node (rule R1).
 */
public record Ticket(int epoch, NodeName node, Incarnation incarnation) {}
