package dev.ekube.manager.page;

import dev.ekube.manager.port.Stock;
import dev.ekube.wire.ClusterStatus;
import dev.ekube.wire.Json;
import dev.ekube.wire.NodeStatus;
import dev.ekube.wire.StatusJson;
import dev.ekube.wire.TimelineRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The document that the page shows. */
final class PageJson {
  private PageJson() {}

  /**
   * All that is known of one cluster, but for the time of day: it is the same as long as nothing
   * has changed.
   */
  static Json.Obj of(
      List<String> clusters,
      ClusterStatus status,
      List<TimelineRow> timeline,
      List<Stock.Item> stock) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("clusters", new Json.Arr(clusters.stream().<Json>map(Json.Text::new).toList()));
    members.put("status", StatusJson.write(timeless(status)));
    members.put("timeline", new Json.Arr(timeline.stream().<Json>map(StatusJson::write).toList()));
    members.put("stock", new Json.Arr(stock.stream().map(PageJson::item).toList()));
    return new Json.Obj(members);
  }

  /**
   * The time is sent beside the document; 0 where a node's status holds no time but the present.
   */
  private static ClusterStatus timeless(ClusterStatus status) {
    List<NodeStatus> nodes =
        status.nodes().stream()
            .map(node -> node.since() == status.at() ? timeless(node) : node)
            .toList();
    return new ClusterStatus(
        status.cluster(),
        0,
        status.phase(),
        status.epoch(),
        status.story(),
        status.ready(),
        nodes,
        status.members(),
        status.vip(),
        status.snapshots(),
        status.waiting(),
        status.alarms());
  }

  private static NodeStatus timeless(NodeStatus node) {
    return new NodeStatus(
        node.name(),
        node.role(),
        node.connected(),
        node.incarnation(),
        node.condition(),
        node.doing(),
        0,
        node.why(),
        node.attempt(),
        node.milestones(),
        node.kubernetesReady());
  }

  private static Json item(Stock.Item item) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("kind", new Json.Text(item.kind()));
    members.put("name", new Json.Text(item.name()));
    members.put("bytes", new Json.Whole(item.bytes()));
    return new Json.Obj(members);
  }
}
