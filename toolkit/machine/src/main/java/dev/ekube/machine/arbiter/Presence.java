package dev.ekube.machine.arbiter;

import dev.ekube.machine.Incarnation;
import dev.ekube.machine.NodeReport;
import java.util.Optional;

/**
 * What is known of a node's connection since the manager started; forgotten when it stops.
 *
 * @param since when it connected, or when it was last heard
 * @param report the last one
 */
public record Presence(
    Incarnation incarnation, boolean connected, long since, Optional<NodeReport> report) {}
