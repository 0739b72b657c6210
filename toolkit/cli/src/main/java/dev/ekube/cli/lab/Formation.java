package dev.ekube.cli.lab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ekube.apply.port.PortException;
import dev.ekube.cli.Pause;
import dev.ekube.cli.Terminal;
import dev.ekube.lab.engine.Containers.Found;
import dev.ekube.lab.engine.Containers.State;
import dev.ekube.manager.outside.ApiClient;
import dev.ekube.model.NodeName;
import dev.ekube.wire.ClusterStatus;
import dev.ekube.wire.NodeStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Watches a lab become a cluster, and says when which part of it was there. */
final class Formation {
  private static final long LOOK_MILLIS = 200;
  private static final String COREDNS = "/apis/apps/v1/namespaces/kube-system/deployments/coredns";
  private static final String CLEAR = "\r\u001b[K";

  private final LabSite site;
  private final Terminal terminal;
  private final LongSupplier nanos;
  private final long began;
  private String said = "";
  private boolean drawn;

  Formation(LabSite site, Terminal terminal, LongSupplier nanos) {
    this.site = site;
    this.terminal = terminal;
    this.nanos = nanos;
    this.began = nanos.getAsLong();
  }

  /** Waits until every node is Ready and CoreDNS is available; false when the time is over. */
  boolean await(ApiClient api, Duration limit) {
    boolean answered = false;
    boolean ready = false;
    while (nanos.getAsLong() - began < limit.toNanos()) {
      Optional<ClusterStatus> status = site.status();
      status.ifPresent(this::progress);
      if (!answered && answers(api)) {
        answered = true;
        tell("the API answers");
      }
      if (!ready && status.isPresent() && isReady(status.get())) {
        ready = true;
        tell("all " + status.get().nodes().size() + " nodes are Ready");
      }
      if (ready && isAvailable(api)) {
        tell("CoreDNS is available");
        return true;
      }
      refuseDead();
      Pause.of(LOOK_MILLIS, "waiting for the lab");
    }
    erase();
    return false;
  }

  /** What Kubernetes says of a node may still be about its last boot. */
  private static boolean isReady(ClusterStatus status) {
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

  private void refuseDead() {
    for (Map.Entry<NodeName, Optional<Found>> node : site.lab().nodes().entrySet()) {
      if (node.getValue().isPresent() && node.getValue().get().state() == State.ENDED) {
        erase();
        String console = site.lab().console(node.getKey()).strip();
        throw PortException.failed(
            "tried to boot " + node.getKey() + " but it ended: " + console,
            "try another node image with --image, or look at `ekube lab logs "
                + node.getKey()
                + "`");
      }
    }
    if (site.process().running().isEmpty()) {
      erase();
      throw PortException.failed(
          "tried to form the cluster but its manager has ended",
          "look at " + site.folder().serveLog());
    }
  }

  private void progress(ClusterStatus status) {
    long ready = status.nodes().stream().filter(NodeStatus::kubernetesReady).count();
    long here = status.nodes().stream().filter(NodeStatus::connected).count();
    String words =
        "%s, %d of %d nodes connected, %d Ready%s"
            .formatted(
                status.phase(),
                here,
                status.nodes().size(),
                ready,
                status.waiting().isEmpty() ? "" : "; waiting for " + status.waiting().getFirst());
    if (terminal.redraws()) {
      terminal.err().print(CLEAR + seconds() + words);
      terminal.err().flush();
      drawn = true;
    } else if (!words.equals(said)) {
      terminal.err().println(seconds() + words);
    }
    said = words;
  }

  /** A line that stays. */
  private void tell(String words) {
    erase();
    terminal.err().println(seconds() + words);
  }

  private void erase() {
    if (drawn) {
      terminal.err().print(CLEAR);
      drawn = false;
    }
  }

  private String seconds() {
    return String.format(Locale.ROOT, "%6.1f s  ", (nanos.getAsLong() - began) / 1e9);
  }
}
