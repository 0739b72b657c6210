package dev.ekube.wire;

import dev.ekube.machine.Condition;
import dev.ekube.machine.Data;
import dev.ekube.machine.Incarnation;
import dev.ekube.machine.MemberId;
import dev.ekube.machine.Milestone;
import dev.ekube.machine.NodeReport;
import dev.ekube.machine.OrderId;
import dev.ekube.machine.Position;
import dev.ekube.machine.SnapshotRef;
import dev.ekube.machine.Task;
import dev.ekube.machine.Ticket;
import dev.ekube.model.NodeName;

/** The values that several documents speak of. */
final class MachineJson {
  private MachineJson() {}

  static Json.Obj write(Data data) {
    return switch (data) {
      case Data.Empty empty -> Members.of("empty").done();
      case Data.Holds holds ->
          Members.of("holds")
              .put("epoch", holds.epoch())
              .maybe("member", holds.member(), MachineJson::member)
              .maybe("end", holds.end(), MachineJson::position)
              .done();
      case Data.Vanished vanished -> Members.of("vanished").put("epoch", vanished.epoch()).done();
      case Data.Damaged damaged -> Members.of("damaged").put("why", damaged.why()).done();
    };
  }

  static Data readData(Json json) {
    Fields data = Fields.of("data", json);
    return switch (data.type()) {
      case "empty" -> new Data.Empty();
      case "holds" ->
          new Data.Holds(
              data.count("epoch"),
              data.maybe("member", MachineJson::readMember),
              data.maybe("end", MachineJson::readPosition));
      case "vanished" -> new Data.Vanished(data.count("epoch"));
      case "damaged" -> new Data.Damaged(data.text("why"));
      default -> throw data.unknown();
    };
  }

  static Json.Obj write(Condition condition) {
    return switch (condition) {
      case Condition.Idle idle -> Members.of("idle").put("since", idle.since()).done();
      case Condition.Working working ->
          Members.of("working")
              .put("task", Words.of(working.task()))
              .put("since", working.since())
              .put("attempt", working.attempt())
              .done();
      case Condition.Failing failing ->
          Members.of("failing")
              .put("task", Words.of(failing.task()))
              .put("why", failing.why())
              .put("since", failing.since())
              .put("attempt", failing.attempt())
              .done();
      case Condition.Settled settled -> Members.of("settled").put("since", settled.since()).done();
    };
  }

  static Condition readCondition(Json json) {
    Fields condition = Fields.of("condition", json);
    long since = condition.whole("since");
    return switch (condition.type()) {
      case "idle" -> new Condition.Idle(since);
      case "working" ->
          new Condition.Working(
              condition.word("task", Task.class), since, condition.count("attempt"));
      case "failing" ->
          new Condition.Failing(
              condition.word("task", Task.class),
              condition.text("why"),
              since,
              condition.count("attempt"));
      case "settled" -> new Condition.Settled(since);
      default -> throw condition.unknown();
    };
  }

  static Json.Obj write(NodeReport report) {
    return Members.none()
        .put("incarnation", report.incarnation().bootId())
        .put("data", write(report.data()))
        .put("order", write(report.order()))
        .put("orderEpoch", report.orderEpoch())
        .put("condition", write(report.condition()))
        .list("milestones", report.milestones(), MachineJson::write)
        .done();
  }

  static NodeReport readReport(Json json) {
    Fields report = Fields.of("report", json);
    return new NodeReport(
        new Incarnation(report.text("incarnation")),
        report.value("data", MachineJson::readData),
        report.value("order", MachineJson::readOrderId),
        report.count("orderEpoch"),
        report.value("condition", MachineJson::readCondition),
        report.list("milestones", MachineJson::readMilestone));
  }

  static Json.Obj write(Milestone milestone) {
    return Members.none()
        .put("task", Words.of(milestone.task()))
        .put("after", milestone.after())
        .done();
  }

  static Milestone readMilestone(Json json) {
    Fields milestone = Fields.of("milestone", json);
    return new Milestone(milestone.word("task", Task.class), milestone.whole("after"));
  }

  static Json.Obj write(OrderId id) {
    return Members.none().put("term", id.term()).put("serial", id.serial()).done();
  }

  static OrderId readOrderId(Json json) {
    Fields id = Fields.of("order id", json);
    return new OrderId(id.whole("term"), id.whole("serial"));
  }

  static Json.Obj write(Ticket ticket) {
    return Members.none()
        .put("epoch", ticket.epoch())
        .put("node", ticket.node().value())
        .put("incarnation", ticket.incarnation().bootId())
        .done();
  }

  static Ticket readTicket(Json json) {
    Fields ticket = Fields.of("ticket", json);
    return new Ticket(
        ticket.count("epoch"),
        new NodeName(ticket.text("node")),
        new Incarnation(ticket.text("incarnation")));
  }

  static Json.Obj write(SnapshotRef snapshot) {
    return Members.none()
        .put("id", snapshot.id())
        .put("epoch", snapshot.epoch())
        .put("revision", snapshot.revision())
        .put("index", snapshot.index())
        .put("sha256", snapshot.sha256())
        .put("bytes", snapshot.bytes())
        .done();
  }

  static SnapshotRef readSnapshot(Json json) {
    Fields snapshot = Fields.of("snapshot", json);
    return new SnapshotRef(
        snapshot.text("id"),
        snapshot.count("epoch"),
        snapshot.whole("revision"),
        snapshot.whole("index"),
        snapshot.text("sha256"),
        snapshot.whole("bytes"));
  }

  /** As text: its 64 bits have no sign, and other readers' numbers have 53. */
  static Json member(MemberId id) {
    return new Json.Text(id.toString());
  }

  static MemberId readMember(Json json) {
    return MemberId.parse(text(json));
  }

  private static Json position(Position position) {
    return Members.none().put("term", position.term()).put("index", position.index()).done();
  }

  private static Position readPosition(Json json) {
    Fields position = Fields.of("position", json);
    return new Position(position.whole("term"), position.whole("index"));
  }

  static String text(Json json) {
    if (json instanceof Json.Text text) {
      return text.value();
    }
    throw new Malformed(json.kind() + " stands where a string belongs");
  }

  static Json node(NodeName node) {
    return new Json.Text(node.value());
  }

  static NodeName readNode(Json json) {
    return new NodeName(text(json));
  }

  static Json incarnation(Incarnation incarnation) {
    return new Json.Text(incarnation.bootId());
  }

  static Incarnation readIncarnation(Json json) {
    return new Incarnation(text(json));
  }
}
