package dev.ekube.wire;

import dev.ekube.model.NodeName;
import dev.ekube.model.Role;

/** The documents that operators' commands show, also as {@code -o json}. */
public final class StatusJson {
  private StatusJson() {}

  public static Json.Obj write(ClusterStatus status) {
    return Members.none()
        .put("cluster", status.cluster())
        .put("at", status.at())
        .put("phase", status.phase())
        .put("epoch", status.epoch())
        .put("story", status.story())
        .put("ready", status.ready())
        .list("nodes", status.nodes(), StatusJson::write)
        .list("members", status.members(), StatusJson::write)
        .maybe("vip", status.vip(), MachineJson::node)
        .list("snapshots", status.snapshots(), MachineJson::write)
        .list("waiting", status.waiting(), Json.Text::new)
        .list("alarms", status.alarms(), Json.Text::new)
        .done();
  }

  static ClusterStatus readCluster(Json json) {
    Fields status = Fields.of("status", json);
    return new ClusterStatus(
        status.text("cluster"),
        status.whole("at"),
        status.text("phase"),
        status.count("epoch"),
        status.text("story"),
        status.flag("ready"),
        status.list("nodes", StatusJson::readNode),
        status.list("members", StatusJson::readMember),
        status.maybe("vip", MachineJson::readNode),
        status.list("snapshots", MachineJson::readSnapshot),
        status.texts("waiting"),
        status.texts("alarms"));
  }

  private static Json write(NodeStatus node) {
    return Members.none()
        .put("name", node.name().value())
        .put("role", Words.of(node.role()))
        .put("connected", node.connected())
        .maybe("incarnation", node.incarnation(), MachineJson::incarnation)
        .put("condition", node.condition())
        .put("doing", node.doing())
        .put("since", node.since())
        .maybe("why", node.why(), Json.Text::new)
        .put("attempt", node.attempt())
        .list("milestones", node.milestones(), MachineJson::write)
        .put("kubernetesReady", node.kubernetesReady())
        .done();
  }

  private static NodeStatus readNode(Json json) {
    Fields node = Fields.of("node's status", json);
    return new NodeStatus(
        new NodeName(node.text("name")),
        node.word("role", Role.class),
        node.flag("connected"),
        node.maybe("incarnation", MachineJson::readIncarnation),
        node.text("condition"),
        node.text("doing"),
        node.whole("since"),
        node.maybeText("why"),
        node.count("attempt"),
        node.list("milestones", MachineJson::readMilestone),
        node.flag("kubernetesReady"));
  }

  private static Json write(MemberStatus member) {
    return Members.none()
        .put("id", MachineJson.member(member.id()))
        .put("name", member.name())
        .put("learner", member.learner())
        .put("healthy", member.healthy())
        .put("leader", member.leader())
        .done();
  }

  private static MemberStatus readMember(Json json) {
    Fields member = Fields.of("member's status", json);
    return new MemberStatus(
        member.value("id", MachineJson::readMember),
        member.text("name"),
        member.flag("learner"),
        member.flag("healthy"),
        member.flag("leader"));
  }

  public static Json.Obj write(TimelineRow row) {
    return Members.none()
        .put("node", row.node().value())
        .put("stage", row.stage())
        .put("at", row.at())
        .put("after", row.after())
        .done();
  }

  static TimelineRow readRow(Json json) {
    Fields row = Fields.of("row of the timeline", json);
    return new TimelineRow(
        new NodeName(row.text("node")), row.text("stage"), row.whole("at"), row.whole("after"));
  }
}
