package dev.ekube.wire;

import dev.ekube.model.NodeName;

/** {@link OperatorMessage}s and {@link OperatorReply}s as documents. */
public final class OperatorCodec {
  private OperatorCodec() {}

  public static byte[] write(OperatorMessage message) {
    return Envelope.bytes(json(message).put("cluster", message.cluster()).done());
  }

  public static byte[] write(OperatorReply reply) {
    return Envelope.bytes(json(reply).done());
  }

  public static OperatorMessage readMessage(byte[] document) throws WireException {
    return Envelope.read("question", document, OperatorCodec::readMessage);
  }

  public static OperatorReply readReply(byte[] document) throws WireException {
    return Envelope.read("answer", document, OperatorCodec::readReply);
  }

  private static Members json(OperatorMessage message) {
    return switch (message) {
      case OperatorMessage.Status m -> Members.of("status");
      case OperatorMessage.Watch m -> Members.of("watch");
      case OperatorMessage.Wait m ->
          Members.of("wait").put("until", m.until()).put("timeout", m.timeout());
      case OperatorMessage.Timeline m -> Members.of("timeline");
      case OperatorMessage.Logs m ->
          Members.of("logs")
              .put("node", m.node().value())
              .put("unit", m.unit())
              .put("lines", m.lines());
      case OperatorMessage.Ask m ->
          Members.of("ask").put("request", RequestJson.write(m.request()));
      case OperatorMessage.Kubeconfig m ->
          Members.of("kubeconfig")
              .put("user", m.user())
              .list("groups", m.groups(), Json.Text::new)
              .put("ttl", m.ttl());
    };
  }

  private static OperatorMessage readMessage(Json json) {
    Fields m = Fields.of("question", json);
    String cluster = m.text("cluster");
    return switch (m.type()) {
      case "status" -> new OperatorMessage.Status(cluster);
      case "watch" -> new OperatorMessage.Watch(cluster);
      case "wait" -> new OperatorMessage.Wait(cluster, m.text("until"), m.whole("timeout"));
      case "timeline" -> new OperatorMessage.Timeline(cluster);
      case "logs" ->
          new OperatorMessage.Logs(
              cluster, new NodeName(m.text("node")), m.text("unit"), m.count("lines"));
      case "ask" -> new OperatorMessage.Ask(cluster, m.value("request", RequestJson::read));
      case "kubeconfig" ->
          new OperatorMessage.Kubeconfig(
              cluster, m.text("user"), m.texts("groups"), m.whole("ttl"));
      default -> throw m.unknown();
    };
  }

  private static Members json(OperatorReply reply) {
    return switch (reply) {
      case OperatorReply.StatusIs r ->
          Members.of("status-is").put("status", StatusJson.write(r.status()));
      case OperatorReply.Waited r ->
          Members.of("waited")
              .put("reached", r.reached())
              .put("status", StatusJson.write(r.status()));
      case OperatorReply.TimelineIs r ->
          Members.of("timeline-is").list("rows", r.rows(), StatusJson::write);
      case OperatorReply.LogLines r ->
          Members.of("log-lines").list("lines", r.lines(), Json.Text::new);
      case OperatorReply.Asked r ->
          Members.of("asked").maybe("refusal", r.refusal(), Json.Text::new);
      case OperatorReply.KubeconfigIs r -> Members.of("kubeconfig-is").put("yaml", r.yaml());
      case OperatorReply.Trouble r -> Members.of("trouble").put("words", r.words());
    };
  }

  private static OperatorReply readReply(Json json) {
    Fields r = Fields.of("answer", json);
    return switch (r.type()) {
      case "status-is" -> new OperatorReply.StatusIs(r.value("status", StatusJson::readCluster));
      case "waited" ->
          new OperatorReply.Waited(r.flag("reached"), r.value("status", StatusJson::readCluster));
      case "timeline-is" -> new OperatorReply.TimelineIs(r.list("rows", StatusJson::readRow));
      case "log-lines" -> new OperatorReply.LogLines(r.texts("lines"));
      case "asked" -> new OperatorReply.Asked(r.maybeText("refusal"));
      case "kubeconfig-is" -> new OperatorReply.KubeconfigIs(r.text("yaml"));
      case "trouble" -> new OperatorReply.Trouble(r.text("words"));
      default -> throw r.unknown();
    };
  }
}
