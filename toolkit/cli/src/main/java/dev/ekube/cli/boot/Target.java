package dev.ekube.cli.boot;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.Consent;
import dev.ekube.cli.manager.Manager;
import dev.ekube.cli.verb.ApplyFlow;
import dev.ekube.model.Cluster;
import dev.ekube.model.NodeName;
import dev.ekube.wire.ClusterStatus;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/** Whose nodes are brought to what cluster.yaml says: the site of this manager, or a lab. */
interface Target extends AutoCloseable {
  Cluster cluster();

  /** Where the state of the cluster is kept. */
  Manager manager();

  Overseer overseer();

  /** What is so, if the service says it. */
  default Optional<ClusterStatus> seen() {
    try {
      return Optional.of(overseer().status());
    } catch (PortException e) {
      if (e.kind() == PortException.Kind.INTERRUPTED) {
        throw e;
      }
      return Optional.empty();
    }
  }

  Power power();

  /** Brings what nodes boot to what cluster.yaml says, once a person has agreed to all of it. */
  ApplyFlow.Ending rebuild(List<String> announcement, Consent consent);

  /** What {@link #serve} would do, for a person to agree to; empty when the service runs. */
  List<String> serviceSteps();

  /** Sees to it that the service runs; that it cannot is a missing precondition. */
  void serve(Consumer<String> story);

  /**
   * A digest of all that each node gets when it boots now; nodes that nothing is built for lack.
   */
  SortedMap<NodeName, String> served();

  /** Fails when what is waited for can never come. */
  void guard();

  @Override
  void close();
}
