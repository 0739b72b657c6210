package dev.ekube.cli.bench;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.lab.LabSite;
import dev.ekube.cli.lab.Relaunch;
import dev.ekube.lab.engine.Engine;
import dev.ekube.lab.host.LabFolder;
import dev.ekube.model.NodeName;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The nodes of one round: freshly booted, with containerd running and everything else at rest. */
final class Stage {
  /**
   * Ends when every unit of the boot has; "degraded" is no failure of the measurement. The agent's
   * mask goes only then: systemd would start at once what is unmasked while it still plans the
   * boot.
   */
  private static final String SETTLE =
      "for i in $(seq 60); do"
          + " case $(systemctl is-system-running --wait 2>/dev/null) in"
          + " running|degraded) break;; *) sleep 0.2;; esac; done;"
          + " rm -f /run/systemd/system/ekube-agent.service; systemctl daemon-reload;"
          + " systemctl is-active --quiet ekube-agent && exit 1;"
          + " systemctl start containerd;"
          + " for i in $(seq 60); do"
          + " ctr -n k8s.io version >/dev/null 2>&1 && exit 0; sleep 1; done; exit 1";

  private static final String GO = "systemctl start --no-block ekube-agent";

  private final Path cluster;
  private final Path folder;
  private final double cpus;

  Stage(Path cluster, Path folder, double cpus) {
    this.cluster = cluster;
    this.folder = folder;
    this.cpus = cpus;
  }

  /** Removes what was there and boots all nodes anew. */
  LabSite set(Engine engine) {
    clear();
    String share = Double.toString(cpus);
    List<String> up = new ArrayList<>(List.of("lab", "up", "--hold", "--dir"));
    up.addAll(List.of(folder.toString(), "--cpus", share, cluster.toString()));
    Relaunch.run(up);
    LabSite site = LabSite.open(new LabFolder(folder), engine);
    everywhere(site, SETTLE);
    return site;
  }

  /** Removes the lab. */
  void clear() {
    Relaunch.run(List.of("lab", "down", "--dir", folder.toString()));
  }

  /** Lets all agents go at one moment. */
  void go(LabSite site) {
    everywhere(site, GO);
  }

  private static void everywhere(LabSite site, String script) {
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture.allOf(
              site.lab().nodes().keySet().stream()
                  .map(node -> CompletableFuture.runAsync(() -> exec(site, node, script), each))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof PortException port) {
        throw port;
      }
      throw e;
    }
  }

  private static void exec(LabSite site, NodeName node, String script) {
    OutputStream none = OutputStream.nullOutputStream();
    int code = site.lab().exec(node, List.of("sh", "-c", script), none, none);
    if (code != 0) {
      throw PortException.failed(
          "tried to make %s ready for a round but its script ended with %d".formatted(node, code),
          "look inside: ekube lab exec " + node + " -- systemctl status");
    }
  }
}
