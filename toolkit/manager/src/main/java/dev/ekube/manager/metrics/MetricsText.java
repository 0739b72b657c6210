package dev.ekube.manager.metrics;

import dev.ekube.manager.Service;
import dev.ekube.manager.cluster.ClusterService;
import dev.ekube.wire.ClusterStatus;
import java.io.IOException;
import java.util.List;

/** The page of figures, in Prometheus' text format 0.0.4. */
final class MetricsText {
  private static final List<String> PHASES =
      List.of("adopting", "waiting", "forming", "formed", "ready", "recovering");

  private final StringBuilder page = new StringBuilder();

  private MetricsText() {}

  static String of(Service service) throws IOException {
    MetricsText text = new MetricsText();
    text.head("ekube_connections", "Connections of nodes, and those that have not yet shown who.");
    service
        .connections()
        .forEach((kind, n) -> text.line("ekube_connections", "kind=\"" + kind + "\"", n));
    text.clusters(service);
    text.head("ekube_heap_bytes", "Memory in use by the service.");
    Runtime runtime = Runtime.getRuntime();
    text.line("ekube_heap_bytes", "", runtime.totalMemory() - runtime.freeMemory());
    return text.page.toString();
  }

  private void clusters(Service service) throws IOException {
    heads();
    for (ClusterService cluster : service.clusters()) {
      String label = "cluster=\"" + cluster.name() + "\"";
      ClusterService.Figures figures = cluster.figures();
      line("ekube_nodes_connected", label, figures.connected());
      line("ekube_events_waiting", label, figures.waiting());
      line("ekube_journal_bytes", label, figures.journalBytes());
      line("ekube_arbiter_steps_total", label, figures.steps());
      cluster.status().ifPresent(status -> status(label, status));
    }
  }

  private void heads() {
    head("ekube_nodes_connected", "Nodes whose agent has a connection.");
    head("ekube_events_waiting", "Events that the arbiter has not seen yet.");
    head("ekube_journal_bytes", "Length of the arbiter's journal.");
    page.append("# HELP ekube_arbiter_steps_total Batches that the arbiter has decided.\n");
    page.append("# TYPE ekube_arbiter_steps_total counter\n");
    head("ekube_epoch", "The present life of etcd, 0 before the first.");
    head("ekube_phase", "1 for the phase that the cluster is in.");
    head("ekube_nodes", "Nodes in cluster.yaml.");
    head("ekube_nodes_ready", "Nodes that Kubernetes calls Ready.");
    head("ekube_etcd_members_healthy", "Members of etcd that answered the last look.");
    head("ekube_snapshots", "Verified snapshots on this disk.");
    head("ekube_snapshot_bytes", "Size of the newest snapshot.");
  }

  private void status(String label, ClusterStatus status) {
    line("ekube_epoch", label, status.epoch());
    for (String phase : PHASES) {
      line("ekube_phase", label + ",phase=\"" + phase + "\"", status.phase().equals(phase) ? 1 : 0);
    }
    line("ekube_nodes", label, status.nodes().size());
    line(
        "ekube_nodes_ready",
        label,
        status.nodes().stream().filter(n -> n.kubernetesReady()).count());
    line(
        "ekube_etcd_members_healthy",
        label,
        status.members().stream().filter(m -> m.healthy()).count());
    line("ekube_snapshots", label, status.snapshots().size());
    if (!status.snapshots().isEmpty()) {
      line("ekube_snapshot_bytes", label, status.snapshots().getLast().bytes());
    }
  }

  private void head(String name, String help) {
    page.append("# HELP ").append(name).append(' ').append(help).append('\n');
    page.append("# TYPE ").append(name).append(" gauge\n");
  }

  private void line(String name, String labels, long value) {
    page.append(name);
    if (!labels.isEmpty()) {
      page.append('{').append(labels).append('}');
    }
    page.append(' ').append(value).append('\n');
  }
}
