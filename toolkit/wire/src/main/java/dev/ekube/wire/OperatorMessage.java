package dev.ekube.wire;

import dev.ekube.machine.arbiter.Request;
import dev.ekube.model.NodeName;
import java.util.List;

/**
 * What an operator's command asks of the manager, over a Unix socket. One connection, one question;
 * {@link Watch} alone gets more than one answer.
 */
public sealed interface OperatorMessage {
  /** The cluster's name; empty: the only one that the manager has. */
  String cluster();

  /** The answer is StatusIs. */
  record Status(String cluster) implements OperatorMessage {}

  /** StatusIs now and whenever something has changed, until the operator hangs up. */
  record Watch(String cluster) implements OperatorMessage {}

  /**
   * The answer is Waited, at the latest after {@code timeout} milliseconds.
   *
   * @param until {@code ready}: every node is Ready in Kubernetes; {@code formed}: every node has
   *     done what it was ordered; {@code api}: the API has answered on a node
   */
  record Wait(String cluster, String until, long timeout) implements OperatorMessage {}

  /** The answer is TimelineIs. */
  record Timeline(String cluster) implements OperatorMessage {}

  /** The last lines of a unit's journal on a node; the answer is LogLines. */
  record Logs(String cluster, NodeName node, String unit, int lines) implements OperatorMessage {}

  /** The answer is Asked. */
  record Ask(String cluster, Request request) implements OperatorMessage {}

  /**
   * A kubeconfig for a person; the answer is KubeconfigIs.
   *
   * @param ttl milliseconds until its certificate ends
   */
  record Kubeconfig(String cluster, String user, List<String> groups, long ttl)
      implements OperatorMessage {
    public Kubeconfig {
      groups = List.copyOf(groups);
    }
  }
}
