package dev.ekube.wire;

/** {@link ManagerMessage}s as documents. */
public final class ManagerCodec {
  private ManagerCodec() {}

  public static byte[] write(ManagerMessage message) {
    return Envelope.bytes(json(message).done());
  }

  public static ManagerMessage read(byte[] document) throws WireException {
    return Envelope.read("manager's message", document, ManagerCodec::read);
  }

  private static Members json(ManagerMessage message) {
    return switch (message) {
      case ManagerMessage.Time m -> Members.of("time").put("wallClock", m.wallClock());
      case ManagerMessage.Admitted m ->
          Members.of("admitted")
              .map("certificates", m.certificates(), Json.Text::new)
              .map("authorities", m.authorities(), Json.Text::new)
              .map("serviceAccount", m.serviceAccount(), Json.Text::new)
              .list("files", m.files(), PlacedFile::write);
      case ManagerMessage.Refused m ->
          Members.of("refused").put("why", m.why()).put("retryAfter", m.retryAfter());
      case ManagerMessage.Ordered m ->
          Members.of("ordered")
              .put("id", MachineJson.write(m.id()))
              .put("order", OrderJson.write(m.order()))
              .list("files", m.files(), PlacedFile::write);
      case ManagerMessage.Refresh m ->
          Members.of("refresh")
              .list("files", m.files(), PlacedFile::write)
              .list("reload", m.reload(), Json.Text::new);
      case ManagerMessage.Certificates m ->
          Members.of("certificates")
              .map("certificates", m.certificates(), Json.Text::new)
              .map("authorities", m.authorities(), Json.Text::new);
      case ManagerMessage.Ping m -> Members.of("ping").put("number", m.number());
      case ManagerMessage.SnapshotBegin m ->
          Members.of("snapshot-begin")
              .put("id", m.id())
              .put("offset", m.offset())
              .put("bytes", m.bytes())
              .put("sha256", m.sha256());
      case ManagerMessage.SnapshotRefused m ->
          Members.of("snapshot-refused").put("id", m.id()).put("why", m.why());
      case ManagerMessage.ExportKept m -> Members.of("export-kept").put("epoch", m.epoch());
      case ManagerMessage.ExportRefused m ->
          Members.of("export-refused").put("epoch", m.epoch()).put("why", m.why());
      case ManagerMessage.AskLogs m ->
          Members.of("ask-logs").put("ask", m.ask()).put("unit", m.unit()).put("lines", m.lines());
      case ManagerMessage.Superseded m -> Members.of("superseded").put("why", m.why());
    };
  }

  private static ManagerMessage read(Json json) {
    Fields m = Fields.of("manager's message", json);
    return switch (m.type()) {
      case "time" -> new ManagerMessage.Time(m.whole("wallClock"));
      case "admitted" ->
          new ManagerMessage.Admitted(
              m.textMap("certificates"),
              m.textMap("authorities"),
              m.textMap("serviceAccount"),
              m.list("files", PlacedFile::read));
      case "refused" -> new ManagerMessage.Refused(m.text("why"), m.whole("retryAfter"));
      case "ordered" ->
          new ManagerMessage.Ordered(
              m.value("id", MachineJson::readOrderId),
              m.value("order", OrderJson::read),
              m.list("files", PlacedFile::read));
      case "refresh" ->
          new ManagerMessage.Refresh(m.list("files", PlacedFile::read), m.texts("reload"));
      case "certificates" ->
          new ManagerMessage.Certificates(m.textMap("certificates"), m.textMap("authorities"));
      case "ping" -> new ManagerMessage.Ping(m.whole("number"));
      case "snapshot-begin" ->
          new ManagerMessage.SnapshotBegin(
              m.text("id"), m.whole("offset"), m.whole("bytes"), m.text("sha256"));
      case "snapshot-refused" -> new ManagerMessage.SnapshotRefused(m.text("id"), m.text("why"));
      case "export-kept" -> new ManagerMessage.ExportKept(m.count("epoch"));
      case "export-refused" -> new ManagerMessage.ExportRefused(m.count("epoch"), m.text("why"));
      case "ask-logs" ->
          new ManagerMessage.AskLogs(m.whole("ask"), m.text("unit"), m.count("lines"));
      case "superseded" -> new ManagerMessage.Superseded(m.text("why"));
      default -> throw m.unknown();
    };
  }
}
