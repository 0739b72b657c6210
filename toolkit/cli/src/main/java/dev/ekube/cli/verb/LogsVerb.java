package dev.ekube.cli.verb;

import dev.ekube.cli.ExitCode;
import dev.ekube.cli.PlaceOptions;
import dev.ekube.cli.ServiceOptions;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.manager.OperatorClient;
import dev.ekube.model.NodeName;
import dev.ekube.wire.OperatorMessage;
import dev.ekube.wire.OperatorReply;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ekube logs}: the last lines of a unit's journal on a node. */
@Command(
    name = "logs",
    description = "Shows the last lines that a unit of a node has logged, by way of its agent.",
    footerHeading = "%nExamples:%n",
    footer = {"  ekube logs control0", "  ekube logs worker7 --unit kubelet --lines 200"})
public final class LogsVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private PlaceOptions place;
  @Mixin private ServiceOptions service;

  @Parameters(paramLabel = "NODE", description = "The node.")
  private NodeName node;

  @Option(
      names = "--unit",
      paramLabel = "UNIT",
      defaultValue = "ekube-agent",
      description = "The systemd unit, or static pod (default: ${DEFAULT-VALUE}).")
  private String unit;

  @Option(
      names = "--lines",
      paramLabel = "NUMBER",
      defaultValue = "50",
      description = "How many lines (default: ${DEFAULT-VALUE}).")
  private int lines;

  public LogsVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    OperatorReply reply =
        OperatorClient.of(place)
            .ask(new OperatorMessage.Logs(service.cluster(), node, unit, lines));
    if (!(reply instanceof OperatorReply.LogLines log)) {
      throw new IllegalStateException("the service answered a question for logs with " + reply);
    }
    log.lines().forEach(terminal.out()::println);
    return ExitCode.DONE.code();
  }
}
