package dev.ekube.manager.outside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ekube.model.NodeName;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Moves pods off a node as {@code kubectl drain} does: cordons it, then asks for evictions. */
final class Drains {
  private static final long PAUSE_MILLIS = 1_000;

  private final ApiClient api;

  Drains(ApiClient api) {
    this.api = api;
  }

  void cordon(NodeName node, boolean on) throws IOException, InterruptedException {
    String patch = "{\"spec\":{\"unschedulable\":" + (on ? "true" : "null") + "}}";
    api.await("PATCH", "/api/v1/nodes/" + node, ApiClient.MERGE, patch);
  }

  /** Returns when no pod is left that has to go; fails in words when some are after the limit. */
  void drain(NodeName node, Duration limit) throws IOException, InterruptedException {
    cordon(node, true);
    long end = System.nanoTime() + limit.toNanos();
    List<JsonNode> left = pods(node);
    while (!left.isEmpty()) {
      if (System.nanoTime() - end > 0) {
        throw new IOException(left.size() + " pods are still on " + node);
      }
      for (JsonNode pod : left) {
        evict(pod);
      }
      pause();
      left = pods(node);
    }
  }

  private static void pause() throws InterruptedException {
    // Nothing counts it down: the API tells of evictions only when it is asked.
    boolean early = new CountDownLatch(1).await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    if (early) {
      throw new IllegalStateException("nobody ends this wait");
    }
  }

  private List<JsonNode> pods(NodeName node) throws IOException, InterruptedException {
    List<JsonNode> pods = new ArrayList<>();
    for (JsonNode pod : api.get("/api/v1/pods?fieldSelector=spec.nodeName=" + node).path("items")) {
      if (mustGo(pod)) {
        pods.add(pod);
      }
    }
    return pods;
  }

  /** Not static pods, not those of daemon sets, not those that have ended. */
  private static boolean mustGo(JsonNode pod) {
    if (pod.path("metadata").path("annotations").has("kubernetes.io/config.mirror")) {
      return false;
    }
    String phase = pod.path("status").path("phase").asText();
    if (phase.equals("Succeeded") || phase.equals("Failed")) {
      return false;
    }
    for (JsonNode owner : pod.path("metadata").path("ownerReferences")) {
      if (owner.path("kind").asText().equals("DaemonSet")) {
        return false;
      }
    }
    return true;
  }

  private void evict(JsonNode pod) throws InterruptedException {
    JsonNode metadata = pod.path("metadata");
    String name = metadata.path("name").asText();
    String namespace = metadata.path("namespace").asText();
    var eviction = JsonNodeFactory.instance.objectNode();
    eviction.put("apiVersion", "policy/v1").put("kind", "Eviction");
    eviction.putObject("metadata").put("name", name).put("namespace", namespace);
    String path = "/api/v1/namespaces/" + namespace + "/pods/" + name + "/eviction";
    try {
      api.await("POST", path, ApiClient.JSON, eviction.toString());
    } catch (IOException e) {
      // A budget forbids it right now, or the pod is gone: the next look tells.
      return;
    }
  }
}
