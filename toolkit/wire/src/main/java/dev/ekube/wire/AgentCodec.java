package dev.ekube.wire;

import dev.ekube.machine.Incarnation;
import dev.ekube.model.Bytes;
import dev.ekube.model.Ipv4;
import dev.ekube.model.NodeName;
import java.util.Base64;
import java.util.SortedMap;

/** {@link AgentMessage}s as documents. */
public final class AgentCodec {
  private AgentCodec() {}

  public static byte[] write(AgentMessage message) {
    return Envelope.bytes(json(message).done());
  }

  public static AgentMessage read(byte[] document) throws WireException {
    return Envelope.read("agent's message", document, AgentCodec::read);
  }

  private static Members json(AgentMessage message) {
    return switch (message) {
      case AgentMessage.Enrol m -> enrol(m);
      case AgentMessage.Hello m ->
          Members.of("hello")
              .put("cluster", m.cluster())
              .put("node", m.node().value())
              .put("report", MachineJson.write(m.report()))
              .put("agentVersion", m.agentVersion())
              .put("wallClock", m.wallClock());
      case AgentMessage.Report m ->
          Members.of("report").put("report", MachineJson.write(m.report()));
      case AgentMessage.Pong m ->
          Members.of("pong")
              .put("number", m.number())
              .list("addresses", m.addresses(), address -> new Json.Text(address.toString()));
      case AgentMessage.Renew m -> Members.of("renew").map("requests", m.requests(), Blobs::write);
      case AgentMessage.ExportBegin m ->
          Members.of("export-begin")
              .put("epoch", m.epoch())
              .put("bytes", m.bytes())
              .put("sha256", m.sha256())
              .maybe("revision", m.revision(), Json.Whole::new)
              .put("index", m.index());
      case AgentMessage.ExportEnd m -> Members.of("export-end").put("epoch", m.epoch());
      case AgentMessage.ExportCut m ->
          Members.of("export-cut").put("epoch", m.epoch()).put("why", m.why());
      case AgentMessage.FetchSnapshot m ->
          Members.of("fetch-snapshot").put("id", m.id()).put("offset", m.offset());
      case AgentMessage.Log m ->
          Members.of("log").put("ask", m.ask()).list("lines", m.lines(), Json.Text::new);
      case AgentMessage.Goodbye m -> Members.of("goodbye").put("reason", m.reason());
    };
  }

  private static Members enrol(AgentMessage.Enrol m) {
    return Members.of("enrol")
        .put("cluster", m.cluster())
        .put("node", m.node().value())
        .put("incarnation", m.incarnation().bootId())
        .put("data", MachineJson.write(m.data()))
        .map("requests", m.requests(), Blobs::write)
        .put("agentVersion", m.agentVersion())
        .put("wallClock", m.wallClock());
  }

  private static AgentMessage read(Json json) {
    Fields m = Fields.of("agent's message", json);
    return switch (m.type()) {
      case "enrol" -> readEnrol(m);
      case "hello" ->
          new AgentMessage.Hello(
              m.text("cluster"),
              new NodeName(m.text("node")),
              m.value("report", MachineJson::readReport),
              m.text("agentVersion"),
              m.whole("wallClock"));
      case "report" -> new AgentMessage.Report(m.value("report", MachineJson::readReport));
      case "pong" ->
          new AgentMessage.Pong(
              m.whole("number"), m.texts("addresses").stream().map(Ipv4::parse).toList());
      case "renew" -> new AgentMessage.Renew(Blobs.map(m, "requests"));
      case "export-begin" ->
          new AgentMessage.ExportBegin(
              m.count("epoch"),
              m.whole("bytes"),
              m.text("sha256"),
              m.maybeWhole("revision"),
              m.whole("index"));
      case "export-end" -> new AgentMessage.ExportEnd(m.count("epoch"));
      case "export-cut" -> new AgentMessage.ExportCut(m.count("epoch"), m.text("why"));
      case "fetch-snapshot" -> new AgentMessage.FetchSnapshot(m.text("id"), m.whole("offset"));
      case "log" -> new AgentMessage.Log(m.whole("ask"), m.texts("lines"));
      case "goodbye" -> new AgentMessage.Goodbye(m.text("reason"));
      default -> throw m.unknown();
    };
  }

  private static AgentMessage readEnrol(Fields m) {
    return new AgentMessage.Enrol(
        m.text("cluster"),
        new NodeName(m.text("node")),
        new Incarnation(m.text("incarnation")),
        m.value("data", MachineJson::readData),
        Blobs.map(m, "requests"),
        m.text("agentVersion"),
        m.whole("wallClock"));
  }

  /** Bytes as base64. */
  private static final class Blobs {
    private Blobs() {}

    static Json write(Bytes bytes) {
      return new Json.Text(Base64.getEncoder().encodeToString(bytes.toArray()));
    }

    static Bytes read(Json json) {
      return Bytes.of(Base64.getDecoder().decode(MachineJson.text(json)));
    }

    static SortedMap<String, Bytes> map(Fields message, String name) {
      return message.map(name, key -> key, Blobs::read);
    }
  }
}
