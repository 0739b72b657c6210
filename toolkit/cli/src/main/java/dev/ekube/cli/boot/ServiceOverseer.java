package dev.ekube.cli.boot;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.manager.OperatorClient;
import dev.ekube.machine.arbiter.Request;
import dev.ekube.model.ClusterName;
import dev.ekube.wire.ClusterStatus;
import dev.ekube.wire.OperatorMessage;
import dev.ekube.wire.OperatorReply;

/** {@code ekube serve}, over its socket. */
final class ServiceOverseer implements Overseer {
  private final OperatorClient client;
  private final ClusterName cluster;

  ServiceOverseer(OperatorClient client, ClusterName cluster) {
    this.client = client;
    this.cluster = cluster;
  }

  @Override
  public ClusterStatus status() {
    return switch (client.ask(new OperatorMessage.Status(cluster.value()))) {
      case OperatorReply.StatusIs is -> is.status();
      case OperatorReply other ->
          throw new IllegalStateException("the service answered a look with " + other);
    };
  }

  @Override
  public void ask(Request request) {
    if (client.ask(new OperatorMessage.Ask(cluster.value(), request))
            instanceof OperatorReply.Asked asked
        && asked.refusal().isPresent()) {
      throw PortException.precondition(
          "asked the arbiter but it refused: " + asked.refusal().get(), "ekube status");
    }
  }
}
