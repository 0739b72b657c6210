package dev.ekube.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ekube.apply.port.PortException;
import dev.ekube.manager.outside.ApiClient;
import dev.ekube.model.NodeName;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks at a cluster that forms, from outside and alike for every contender. */
final class Watch {
  private static final long LOOK_MILLIS = 200;
  private static final String COREDNS = "/apis/apps/v1/namespaces/kube-system/deployments/coredns";

  private final ApiClient api;
  private final Optional<ApiClient> endpoint;
  private final Collection<NodeName> expected;
  private final long began;
  private final SortedMap<NodeName, Double> nodes = new TreeMap<>();
  private Optional<Double> answered = Optional.empty();
  private Optional<Double> reached = Optional.empty();
  private Optional<Double> dns = Optional.empty();

  /**
   * A watch whose clock starts now.
   *
   * @param api any control node's
   * @param endpoint the virtual address, for contenders that have one
   */
  Watch(ApiClient api, Optional<ApiClient> endpoint, Collection<NodeName> expected) {
    this.api = api;
    this.endpoint = endpoint;
    this.expected = expected;
    this.began = System.nanoTime();
  }

  /**
   * Looks until everything is there, the limit is over, or {@code dead} says that it is in vain.
   */
  Round await(String contender, int number, Duration limit, CountDownLatch dead) {
    boolean formed = false;
    try {
      while (!formed && seconds() < limit.toSeconds() && dead.getCount() > 0) {
        look();
        formed = nodes.keySet().containsAll(expected) && dns.isPresent();
        if (!formed && dead.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
          break;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortException.interrupted("watching " + contender);
    }
    return new Round(contender, number, answered, reached, nodes, dns, formed);
  }

  private double seconds() {
    return (System.nanoTime() - began) / 1e9;
  }

  private void look() throws InterruptedException {
    try {
      JsonNode list = api.get("/api/v1/nodes");
      answered = answered.or(() -> Optional.of(seconds()));
      for (JsonNode node : list.path("items")) {
        String name = node.path("metadata").path("name").asText();
        if (is(node, "Ready") && NodeName.isValid(name)) {
          nodes.putIfAbsent(new NodeName(name), seconds());
        }
      }
      if (dns.isEmpty() && is(api.get(COREDNS), "Available")) {
        dns = Optional.of(seconds());
      }
    } catch (IOException e) {
      // Not there yet; the loop's limit is what ends this.
      return;
    }
    if (reached.isEmpty() && endpoint.isPresent()) {
      reach(endpoint.get());
    }
  }

  private void reach(ApiClient address) throws InterruptedException {
    try {
      if (address.get("/version").has("gitVersion")) {
        reached = Optional.of(seconds());
      }
    } catch (IOException e) {
      return;
    }
  }

  private static boolean is(JsonNode object, String type) {
    for (JsonNode condition : object.path("status").path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition.path("status").asText().equals("True");
      }
    }
    return false;
  }
}
