package dev.ekube.manager.cluster;

import dev.ekube.kubeadm.Leaves;
import dev.ekube.machine.Incarnation;
import dev.ekube.manager.net.Connection;
import dev.ekube.manager.net.Guest;
import dev.ekube.manager.net.Peer;
import dev.ekube.manager.net.Unwelcome;
import dev.ekube.model.Bytes;
import dev.ekube.model.Node;
import dev.ekube.wire.AgentCodec;
import dev.ekube.wire.AgentMessage;
import dev.ekube.wire.Frame;
import dev.ekube.wire.ManagerCodec;
import dev.ekube.wire.ManagerMessage;
import dev.ekube.wire.WireException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What one connection may say, and when: without a certificate one Enrol; with one first Hello, and
 * then all the rest, except another of the two.
 */
final class NodeGuest implements Guest {
  private final ClusterService service;
  private final Connection connection;
  private final Peer peer;
  private Optional<Node> node = Optional.empty();
  private Optional<Incarnation> incarnation = Optional.empty();
  private Optional<Export> export = Optional.empty();
  private boolean enrolling;

  NodeGuest(ClusterService service, Connection connection, Peer peer) {
    this.service = service;
    this.connection = connection;
    this.peer = peer;
  }

  @Override
  public void received(Frame frame) throws Unwelcome, InterruptedException {
    if (frame.kind() == Frame.Kind.BLOB) {
      export
          .orElseThrow(() -> new Unwelcome("it sends bytes that it did not announce"))
          .take(frame.payload());
      return;
    }
    AgentMessage message = read(frame);
    if (node.isEmpty()) {
      greet(message);
    } else {
      hear(node.get(), message);
    }
  }

  private static AgentMessage read(Frame frame) throws Unwelcome {
    try {
      return AgentCodec.read(frame.payload());
    } catch (WireException e) {
      throw new Unwelcome("it sends " + e.getMessage());
    }
  }

  private void greet(AgentMessage message) throws Unwelcome, InterruptedException {
    switch (message) {
      case AgentMessage.Enrol enrol when peer.certificate().isEmpty() && !enrolling -> {
        enrolling = true;
        Node claimed = claimed(enrol.cluster(), enrol.node().value());
        Bytes request =
            Optional.ofNullable(enrol.requests().get(Leaves.AGENT))
                .orElseThrow(() -> new Unwelcome("no request for the agent's certificate"));
        service.enrol(claimed, enrol, RequestKey.sha256(request), connection);
      }
      case AgentMessage.Hello hello when peer.certificate().isPresent() -> {
        Node claimed = claimed(hello.cluster(), hello.node().value());
        prove(claimed, peer.certificate().get());
        node = Optional.of(claimed);
        incarnation = Optional.of(hello.report().incarnation());
        connection.befriend();
        service.arrived(claimed, hello.report(), connection);
      }
      default -> throw new Unwelcome("it says " + word(message) + " out of turn");
    }
  }

  private Node claimed(String cluster, String name) throws Unwelcome {
    if (!cluster.equals(service.name().value())) {
      throw new Unwelcome("it asks for one cluster and names another");
    }
    Node claimed =
        service.node(name).orElseThrow(() -> new Unwelcome("cluster.yaml has no node " + name));
    if (!service.mayComeFrom(claimed, peer.address())) {
      throw new Unwelcome(name + " does not live at " + peer.address().getAddress());
    }
    return claimed;
  }

  /** The authority has signed it, or there would be no connection; this is whose it is. */
  private void prove(Node claimed, X509Certificate certificate) throws Unwelcome {
    String wanted = "CN=ekube:node:" + claimed.name() + ",O=" + service.name();
    String shown = certificate.getSubjectX500Principal().getName();
    if (!shown.equals(wanted)) {
      throw new Unwelcome("its certificate is not that of " + claimed.name() + ": " + shown);
    }
  }

  private void hear(Node from, AgentMessage message) throws Unwelcome, InterruptedException {
    switch (message) {
      case AgentMessage.Report report -> {
        if (!incarnation.equals(Optional.of(report.report().incarnation()))) {
          throw new Unwelcome("its boot id has changed within one connection");
        }
        service.reported(from, report.report(), connection);
      }
      case AgentMessage.Pong pong -> service.answered(from, pong);
      case AgentMessage.Renew renew -> service.renew(from, renew.requests(), connection);
      case AgentMessage.ExportBegin begin -> {
        export.ifPresent(open -> open.drop("another one began"));
        export = Optional.of(service.beginExport(from, begin, connection));
      }
      case AgentMessage.ExportEnd end -> {
        Export whole = export.orElseThrow(() -> new Unwelcome("it ends what it did not begin"));
        export = Optional.empty();
        whole.finish();
      }
      case AgentMessage.ExportCut cut -> {
        export.ifPresent(open -> open.drop(cut.why()));
        export = Optional.empty();
      }
      case AgentMessage.FetchSnapshot fetch -> service.fetch(fetch, connection);
      case AgentMessage.Log log -> service.logged(log);
      case AgentMessage.Goodbye goodbye -> connection.finish("it said: " + goodbye.reason());
      case AgentMessage.Hello again -> throw new Unwelcome("it says hello twice");
      case AgentMessage.Enrol enrol -> throw new Unwelcome("it is enrolled already");
    }
  }

  private static String word(AgentMessage message) {
    return message.getClass().getSimpleName();
  }

  @Override
  public void gone(String why) {
    export.ifPresent(open -> open.drop(why));
    if (node.isPresent() && incarnation.isPresent()) {
      service.left(node.get(), incarnation.get(), connection, why);
    } else {
      service.turnedAway(peer.address(), connection, why);
    }
  }

  /** Sends one message; never waits. */
  static void send(Connection connection, ManagerMessage message) {
    connection.send(Frame.json(ManagerCodec.write(message)));
  }

  /** Which requests an enrolment came with. */
  record Pending(Node node, SortedMap<String, Bytes> requests, Connection connection) {}
}
