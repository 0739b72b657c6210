package dev.ekube.agent;

import dev.ekube.model.Role;
import java.util.List;

/**
 * The certificates that a node of each role asks for. The manager signs what it knows to belong to
 * the node and nothing else; a test holds these names to the ones that it knows.
 */
final class LeafNames {
  private static final List<String> WORKER = List.of("kubelet", "kubelet-serving", "agent");
  private static final List<String> CONTROL =
      List.of(
          "apiserver",
          "apiserver-kubelet-client",
          "apiserver-etcd-client",
          "front-proxy-client",
          "etcd-server",
          "etcd-peer",
          "etcd-healthcheck-client",
          "admin",
          "controller-manager",
          "scheduler",
          "kubelet",
          "kubelet-serving",
          "agent");

  private LeafNames() {}

  static List<String> of(Role role) {
    return switch (role) {
      case CONTROL -> CONTROL;
      case WORKER -> WORKER;
    };
  }
}
