package dev.ekube.wire;

import dev.ekube.machine.arbiter.Request;
import dev.ekube.model.NodeName;

/** A {@link Request} as JSON. */
final class RequestJson {
  private RequestJson() {}

  static Json.Obj write(Request request) {
    Members members =
        switch (request) {
          case Request.NewEpoch r ->
              Members.of("new-epoch").maybe("snapshot", r.snapshot(), Json.Text::new);
          case Request.Adopt r -> Members.of("adopt");
          case Request.Fence r -> Members.of("fence").put("node", r.node().value());
          case Request.Reboot r ->
              Members.of("reboot")
                  .list("nodes", r.nodes(), MachineJson::node)
                  .put("reason", r.reason());
          case Request.CancelReboots r -> Members.of("cancel-reboots");
          case Request.ExpectBoot r ->
              Members.of("expect-boot").list("nodes", r.nodes(), MachineJson::node);
          case Request.Snapshot r -> Members.of("snapshot");
        };
    return members.done();
  }

  static Request read(Json json) {
    Fields r = Fields.of("request", json);
    return switch (r.type()) {
      case "new-epoch" -> new Request.NewEpoch(r.maybeText("snapshot"));
      case "adopt" -> new Request.Adopt();
      case "fence" -> new Request.Fence(new NodeName(r.text("node")));
      case "reboot" -> new Request.Reboot(r.list("nodes", MachineJson::readNode), r.text("reason"));
      case "cancel-reboots" -> new Request.CancelReboots();
      case "expect-boot" -> new Request.ExpectBoot(r.list("nodes", MachineJson::readNode));
      case "snapshot" -> new Request.Snapshot();
      default -> throw r.unknown();
    };
  }
}
