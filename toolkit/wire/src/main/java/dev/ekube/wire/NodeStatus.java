package dev.ekube.wire;

import dev.ekube.machine.Incarnation;
import dev.ekube.machine.Milestone;
import dev.ekube.model.NodeName;
import dev.ekube.model.Role;
import java.util.List;
import java.util.Optional;

/**
 * One node in {@link ClusterStatus}.
 *
 * @param connected its agent has a connection
 * @param incarnation the boot that is enrolled; absent before the first
 * @param condition {@code absent}, {@code idle}, {@code working}, {@code failing} or {@code
 *     settled}
 * @param doing what it does or waits for, in words
 * @param since milliseconds since 1970 from when on it has done so, by the manager's clock
 * @param why why the task has failed last; absent when it has not
 * @param attempt how often the task was begun; 0 without one
 * @param kubernetesReady the condition Ready of its Node object
 */
public record NodeStatus(
    NodeName name,
    Role role,
    boolean connected,
    Optional<Incarnation> incarnation,
    String condition,
    String doing,
    long since,
    Optional<String> why,
    int attempt,
    List<Milestone> milestones,
    boolean kubernetesReady) {
  public NodeStatus {
    milestones = List.copyOf(milestones);
  }
}
