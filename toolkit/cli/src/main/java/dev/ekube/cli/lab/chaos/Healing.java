package dev.ekube.cli.lab.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ekube.apply.port.PortException;
import dev.ekube.cli.lab.LabSite;
import dev.ekube.lab.chaos.Layout;
import dev.ekube.lab.chaos.Writes;
import dev.ekube.manager.outside.ApiClient;
import dev.ekube.model.NodeName;
import dev.ekube.wire.ClusterStatus;
import dev.ekube.wire.MemberStatus;
import dev.ekube.wire.NodeStatus;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells whether a cluster says of itself that it is whole. */
final class Healing {
  private static final String COREDNS = "/apis/apps/v1/namespaces/kube-system/deployments/coredns";

  private final LabSite site;
  private final Layout layout;
  private final Eyes eyes;
  private final ApiClient api;
  private final Writes writes;

  Healing(LabSite site, Layout layout, Eyes eyes, ApiClient api, Writes writes) {
    this.site = site;
    this.layout = layout;
    this.eyes = eyes;
    this.api = api;
    this.writes = writes;
  }

  /**
   * What it still lacks, in words; absent when it is whole.
   *
   * @param booted nodes whose present boot must be a new one
   * @param wrote so many writes had been answered when everything was done to it
   */
  Optional<String> lacks(SortedSet<NodeName> booted, long wrote) {
    Optional<ClusterStatus> status = site.status();
    if (status.isEmpty()) {
      return Optional.of("the manager does not answer");
    }
    return nodes(status.get(), booted)
        .or(() -> members(status.get()))
        .or(() -> waiting(status.get()))
        .or(() -> writes.count() > wrote ? Optional.empty() : Optional.of("no write is answered"))
        .or(this::dns);
  }

  private Optional<String> nodes(ClusterStatus status, SortedSet<NodeName> booted) {
    for (NodeStatus node : status.nodes()) {
      if (booted.contains(node.name()) && !eyes.isAnew(node)) {
        return Optional.of(node.name() + " has not enrolled");
      }
      if (!node.connected()) {
        return Optional.of(node.name() + " is not connected");
      }
      if (!node.condition().equals("settled")) {
        return Optional.of(
            node.name() + ": " + node.doing() + node.why().map(w -> ", " + w).orElse(""));
      }
      if (!node.kubernetesReady()) {
        return Optional.of(node.name() + " is not Ready");
      }
    }
    return status.ready() ? Optional.empty() : Optional.of("phase " + status.phase());
  }

  private Optional<String> members(ClusterStatus status) {
    List<MemberStatus> sound =
        status.members().stream().filter(m -> m.healthy() && !m.learner()).toList();
    boolean all =
        sound.size() == layout.controls().size() && status.members().size() == sound.size();
    return all ? Optional.empty() : Optional.of("etcd has the members " + status.members());
  }

  private static Optional<String> waiting(ClusterStatus status) {
    return status.waiting().stream().findFirst().map(what -> "waiting for " + what);
  }

  private Optional<String> dns() {
    try {
      for (JsonNode condition : api.get(COREDNS).path("status").path("conditions")) {
        if (condition.path("type").asText().equals("Available")
            && condition.path("status").asText().equals("True")) {
          return Optional.empty();
        }
      }
      return Optional.of("CoreDNS is not available");
    } catch (IOException e) {
      return Optional.of("the API does not tell of CoreDNS");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortException.interrupted("waiting for the cluster to heal");
    }
  }

  /** A short rest between two looks. */
  static void rest(long millis) {
    try {
      boolean never = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
      if (never) {
        throw new IllegalStateException("nobody counts down");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortException.interrupted("waiting for the cluster to heal");
    }
  }
}
