package dev.ekube.wire;

import dev.ekube.machine.Incarnation;
import dev.ekube.machine.Order;
import dev.ekube.model.NodeName;
import java.util.SortedMap;

/** An {@link Order} as JSON. */
final class OrderJson {
  private OrderJson() {}

  static Json.Obj write(Order order) {
    return switch (order) {
      case Order.Hold hold -> of("hold", hold).put("reason", hold.reason()).done();
      case Order.Form form ->
          Members.of("form")
              .put("ticket", MachineJson.write(form.ticket()))
              .map("members", form.members(), Json.Text::new)
              .done();
      case Order.Restore restore ->
          Members.of("restore")
              .put("ticket", MachineJson.write(restore.ticket()))
              .map("members", restore.members(), Json.Text::new)
              .put("snapshot", MachineJson.write(restore.snapshot()))
              .done();
      case Order.Join join ->
          of("join", join)
              .put("incarnation", join.incarnation().bootId())
              .put("member", MachineJson.member(join.member()))
              .map("members", join.members(), Json.Text::new)
              .done();
      case Order.Resume resume -> of("resume", resume).done();
      case Order.Serve serve -> of("serve", serve).done();
      case Order.StandDown down -> of("stand-down", down).done();
      case Order.Export export -> of("export", export).put("attempt", export.attempt()).done();
      case Order.Reboot reboot -> of("reboot", reboot).put("reason", reboot.reason()).done();
    };
  }

  private static Members of(String type, Order order) {
    return Members.of(type).put("epoch", order.epoch());
  }

  static Order read(Json json) {
    Fields order = Fields.of("order", json);
    return switch (order.type()) {
      case "hold" -> new Order.Hold(order.count("epoch"), order.text("reason"));
      case "form" -> new Order.Form(order.value("ticket", MachineJson::readTicket), members(order));
      case "restore" ->
          new Order.Restore(
              order.value("ticket", MachineJson::readTicket),
              members(order),
              order.value("snapshot", MachineJson::readSnapshot));
      case "join" ->
          new Order.Join(
              order.count("epoch"),
              new Incarnation(order.text("incarnation")),
              order.value("member", MachineJson::readMember),
              members(order));
      case "resume" -> new Order.Resume(order.count("epoch"));
      case "serve" -> new Order.Serve(order.count("epoch"));
      case "stand-down" -> new Order.StandDown(order.count("epoch"));
      case "export" -> new Order.Export(order.count("epoch"), order.whole("attempt"));
      case "reboot" -> new Order.Reboot(order.count("epoch"), order.text("reason"));
      default -> throw order.unknown();
    };
  }

  private static SortedMap<NodeName, String> members(Fields order) {
    return order.map("members", NodeName::new, MachineJson::text);
  }
}
