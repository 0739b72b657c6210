package dev.ekube.wire;

import dev.ekube.model.NodeName;

/**
 * One stage of one node.
 *
 * @param stage a word of the timeline: a task, or {@code enrolled}, {@code ready}
 * @param at milliseconds since 1970 when it ended, by the manager's clock
 * @param after milliseconds of the node's monotonic clock from its agent's start to the same moment
 */
public record TimelineRow(NodeName node, String stage, long at, long after) {}
