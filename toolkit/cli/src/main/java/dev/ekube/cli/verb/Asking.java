package dev.ekube.cli.verb;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.PlaceOptions;
import dev.ekube.cli.ServiceOptions;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.manager.OperatorClient;
import dev.ekube.machine.arbiter.Request;
import dev.ekube.wire.OperatorMessage;
import dev.ekube.wire.OperatorReply;

/** Hands an operator's request to the arbiter and says what came of it. */
final class Asking {
  private Asking() {}

  static int ask(
      Terminal terminal, PlaceOptions place, ServiceOptions service, Request request, String done) {
    OperatorReply reply =
        OperatorClient.of(place).ask(new OperatorMessage.Ask(service.cluster(), request));
    if (!(reply instanceof OperatorReply.Asked asked)) {
      throw new IllegalStateException("the service answered a request with " + reply);
    }
    asked
        .refusal()
        .ifPresent(
            why -> {
              throw PortException.precondition(
                  "asked the arbiter but it refused: " + why, "ekube status");
            });
    terminal.err().println(done);
    return ExitCode.DONE.code();
  }
}
