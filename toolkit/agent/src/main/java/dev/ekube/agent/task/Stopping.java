package dev.ekube.agent.task;

import dev.ekube.agent.node.Durable;
import dev.ekube.agent.node.EtcdData;
import dev.ekube.agent.node.Layout;
import dev.ekube.agent.port.Deadline;
import dev.ekube.agent.port.Probes;
import dev.ekube.agent.port.Processes;
import dev.ekube.agent.port.Trouble;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * STOP_CONTROL_PLANE: takes the manifests away and returns when no etcd and no API server of this
 * node is left. The kubelet ends their containers; where it does not run or is slow, their
 * processes are told so directly, and killed before the time is over.
 */
final class Stopping {
  private static final List<String> PODS =
      List.of("kube-apiserver", "etcd", "kube-controller-manager", "kube-scheduler");
  private static final long PATIENCE = 1_500;
  private static final long LAST = 8_000;

  private final Layout layout;
  private final Processes processes;
  private final Probes probes;

  Stopping(Layout layout, Processes processes, Probes probes) {
    this.layout = layout;
    this.processes = processes;
    this.probes = probes;
  }

  void stop(Deadline deadline) throws IOException, Trouble {
    removeManifests();
    long begun = deadline.left();
    boolean told = false;
    int quiet = 0;
    while (true) {
      List<Long> alive = alive();
      // Twice, because a kubelet that has not seen the change yet may start one again.
      quiet = alive.isEmpty() && !probes.accepts(2379) ? quiet + 1 : 0;
      if (quiet == 2) {
        return;
      }
      if (deadline.left() < LAST) {
        alive.forEach(processes::kill);
      } else if (!told && begun - deadline.left() > PATIENCE) {
        alive.forEach(processes::terminate);
        told = true;
      }
      if (!deadline.pause(100)) {
        deadline.check("stopping etcd and the API server (processes " + alive + ")");
      }
    }
  }

  /** Also done when a boot begins: a manifest of another boot must not meet an empty directory. */
  void removeManifests() throws IOException {
    for (String pod : PODS) {
      Durable.delete(layout.manifests().resolve(pod + ".yaml"));
    }
  }

  private List<Long> alive() {
    List<Long> alive = new ArrayList<>(processes.find("etcd", EtcdData.dataArgument()));
    alive.addAll(processes.find("kube-apiserver", "--etcd-servers="));
    return alive;
  }
}
