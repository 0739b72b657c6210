package dev.ekube.cli.forming;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ekube.apply.port.PortException;
import dev.ekube.cli.Pause;
import dev.ekube.manager.outside.ApiClient;
import dev.ekube.wire.ClusterStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits until nodes are a cluster, and says when which part of it was there. */
public final class Formation {
  private static final long LOOK_MILLIS = 200;
  private static final String COREDNS = "/apis/apps/v1/namespaces/kube-system/deployments/coredns";

  private final Supplier<Optional<ClusterStatus>> status;
  private final Runnable guard;
  private final FormingView view;

  /**
   * A formation that is watched.
   *
   * @param status what the service says; nothing while it does not answer
   * @param guard fails when what is waited for can never come
   */
  public Formation(Supplier<Optional<ClusterStatus>> status, Runnable guard, FormingView view) {
    this.status = status;
    this.guard = guard;
    this.view = view;
  }

  /** Waits until every node is Ready and CoreDNS is available; false when the time is over. */
  public boolean await(ApiClient api, Duration limit) {
    long end = view.now() + limit.toMillis();
    boolean answered = false;
    boolean ready = false;
    try {
      while (view.now() < end) {
        Optional<ClusterStatus> now = status.get();
        now.ifPresent(view::show);
        if (!answered && answers(api)) {
          answered = true;
          view.tell("the API answers");
        }
        if (!ready && now.filter(Formation::isReady).isPresent()) {
          ready = true;
          view.tell("all " + now.get().nodes().size() + " nodes are Ready");
        }
        if (ready && isAvailable(api)) {
          view.tell("CoreDNS is available");
          return true;
        }
        guard.run();
        Pause.of(LOOK_MILLIS, "waiting for the cluster");
      }
      return false;
    } finally {
      view.erase();
    }
  }

  /** What Kubernetes says of a node may still be about its last boot. */
  public static boolean isReady(ClusterStatus status) {
    return status.ready()
        && status.nodes().stream()
            .allMatch(node -> node.connected() && node.condition().equals("settled"));
  }

  private static boolean answers(ApiClient api) {
    try {
      return api.get("/version").has("gitVersion");
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortException.interrupted("waiting for the API");
    }
  }

  private static boolean isAvailable(ApiClient api) {
    try {
      for (JsonNode condition : api.get(COREDNS).path("status").path("conditions")) {
        if (condition.path("type").asText().equals("Available")) {
          return condition.path("status").asText().equals("True");
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortException.interrupted("waiting for CoreDNS");
    }
  }
}
