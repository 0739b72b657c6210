package dev.ekube.agent.task;

import dev.ekube.agent.port.Deadline;
import dev.ekube.agent.port.Processes;
import dev.ekube.agent.port.Trouble;

/**
 * Starts anew who would go on with the certificates that it began with; all others look at their
 * files. Seen on Kubernetes 1.32.1: controller-manager and scheduler read what stands inside their
 * kubeconfig once, and the kubelet shows a renewed serving certificate only to peers that name a
 * server, which the API server does not.
 */
final class Reloading {
  private static final String KUBECONFIG = "--kubeconfig=/etc/kubernetes/";

  private final Kubelet kubelet;
  private final Processes processes;

  Reloading(Kubelet kubelet, Processes processes) {
    this.kubelet = kubelet;
    this.processes = processes;
  }

  /** The kubelet brings back what ends here; static pods outlive its own restart. */
  void run(Deadline deadline) throws Trouble {
    processes.find("kube-controller-manager", KUBECONFIG).forEach(processes::terminate);
    processes.find("kube-scheduler", KUBECONFIG).forEach(processes::terminate);
    kubelet.restartIfActive(deadline);
  }
}
