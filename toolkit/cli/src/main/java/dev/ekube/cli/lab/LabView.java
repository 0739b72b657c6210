package dev.ekube.cli.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ekube.lab.engine.Containers;
import dev.ekube.lab.host.LabFolder;
import dev.ekube.lab.host.ProcessMark;
import dev.ekube.model.Node;
import dev.ekube.model.NodeName;
import dev.ekube.wire.ClusterStatus;
import dev.ekube.wire.NodeStatus;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A lab as it is at one moment, for people and for scripts. */
record LabView(
    String name,
    LabFolder folder,
    Optional<ProcessMark> manager,
    String address,
    String subnet,
    String vip,
    Optional<ClusterStatus> status,
    List<NodeView> nodes) {

  /** One node: what the engine says of it, and what the manager says. */
  record NodeView(Node node, Optional<Containers.Found> container, Optional<NodeStatus> status) {
    String power() {
      return container.map(found -> found.state().name().toLowerCase(Locale.ROOT)).orElse("off");
    }

    boolean ready() {
      return status.map(NodeStatus::kubernetesReady).orElse(false)
          && container.map(found -> found.state() == Containers.State.RUNNING).orElse(false);
    }

    String boot() {
      return status.flatMap(NodeStatus::incarnation).map(i -> i.bootId()).orElse("");
    }

    String doing() {
      return status.map(NodeStatus::doing).orElse("");
    }
  }

  static LabView of(LabSite site) {
    Optional<ClusterStatus> status = site.status();
    Map<NodeName, Optional<Containers.Found>> containers = site.lab().nodes();
    List<NodeView> nodes =
        site.cluster().nodes().stream()
            .map(
                node ->
                    new NodeView(
                        node,
                        containers.get(node.name()),
                        status.flatMap(
                            s ->
                                s.nodes().stream()
                                    .filter(n -> n.name().equals(node.name()))
                                    .findFirst())))
            .toList();
    return new LabView(
        site.cluster().name().value(),
        site.folder(),
        site.process().running(),
        site.cluster().manager().address() + ":" + site.cluster().manager().port(),
        site.lab().plan().network().subnet().toString(),
        site.cluster().endpoint().vip() + ":" + site.cluster().endpoint().port(),
        status,
        nodes);
  }

  boolean ready() {
    return status.map(ClusterStatus::ready).orElse(false)
        && nodes.stream().allMatch(NodeView::ready);
  }

  private Optional<String> kubeconfig() {
    return Optional.of(folder.kubeconfig()).filter(Files::exists).map(Object::toString);
  }

  private String holder() {
    return status.flatMap(ClusterStatus::vip).map(NodeName::value).orElse("");
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    long count = nodes.stream().filter(NodeView::ready).count();
    lines.add(
        "%s  %s  %d of %d nodes Ready"
            .formatted(
                name,
                status.map(ClusterStatus::phase).orElse("manager does not answer"),
                count,
                nodes.size()));
    int width = nodes.stream().mapToInt(n -> n.node().name().value().length()).max().orElse(0);
    for (NodeView node : nodes) {
      lines.add(
          String.format(
                  Locale.ROOT,
                  "  %-" + width + "s  %-7s  %-15s  %-7s  %-8s  %s",
                  node.node().name(),
                  node.node().role().name().toLowerCase(Locale.ROOT),
                  node.node().address(),
                  node.power(),
                  node.ready() ? "Ready" : "NotReady",
                  node.doing())
              .stripTrailing());
    }
    lines.add(
        "manager     "
            + manager.map(m -> "process " + m.pid() + " at " + address).orElse("does not run"));
    lines.add("network     " + subnet);
    lines.add("API         " + vip + (holder().isEmpty() ? "" : ", held by " + holder()));
    lines.add("kubeconfig  " + kubeconfig().orElse("not made yet"));
    lines.add("folder      " + folder.root());
    return lines;
  }

  JsonNode json() {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("name", name);
    root.put("ready", ready());
    root.put("phase", status.map(ClusterStatus::phase).orElse(""));
    root.put("epoch", status.map(ClusterStatus::epoch).orElse(0));
    root.put("folder", folder.root().toString());
    root.put("subnet", subnet);
    Map<String, Object> process = new LinkedHashMap<>();
    process.put("running", manager.isPresent());
    process.put("pid", manager.map(ProcessMark::pid).orElse(0L));
    process.put("address", address);
    process.put("runDir", folder.run().toString());
    process.put("log", folder.serveLog().toString());
    root.put("manager", process);
    root.put("vip", Map.of("address", vip, "holder", holder()));
    root.put("kubeconfig", kubeconfig().orElse(""));
    root.put("nodes", nodes.stream().map(LabView::json).toList());
    return new ObjectMapper().valueToTree(root);
  }

  private static Map<String, Object> json(NodeView node) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("name", node.node().name().value());
    one.put("role", node.node().role().name().toLowerCase(Locale.ROOT));
    one.put("address", node.node().address().toString());
    one.put("container", node.container().map(Containers.Found::name).orElse(""));
    one.put("power", node.power());
    one.put("boot", node.boot());
    one.put("ready", node.ready());
    one.put("doing", node.doing());
    return one;
  }
}
