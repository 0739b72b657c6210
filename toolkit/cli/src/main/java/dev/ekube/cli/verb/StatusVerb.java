package dev.ekube.cli.verb;

import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Options;
import dev.ekube.cli.ServiceOptions;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.manager.OperatorClient;
import dev.ekube.cli.output.StatusText;
import dev.ekube.wire.ClusterStatus;
import dev.ekube.wire.JsonWriter;
import dev.ekube.wire.OperatorMessage;
import dev.ekube.wire.OperatorReply;
import dev.ekube.wire.StatusJson;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ekube status}: what each node does and what it waits for. */
@Command(
    name = "status",
    description = {
      "Shows what each node does, what it waits for and since when, etcd's members, the epoch,",
      "snapshots and alarms. Exit code 0 when the cluster is ready, 3 when it is not yet."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ekube status", "  ekube status --watch", "  ekube status --url"})
public final class StatusVerb implements Callable<Integer> {
  private static final String REDRAW = "\u001b[H\u001b[2J";

  private final Terminal terminal;

  @Mixin private Options options;
  @Mixin private ServiceOptions service;

  @Option(
      names = {"-w", "--watch"},
      description = "Go on showing it, until you stop it with Ctrl-C.")
  private boolean watch;

  @Option(
      names = "--url",
      description = {"Print the address of the status page instead, with its", "token."})
  private boolean url;

  public StatusVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (url) {
      terminal.out().println(PageOptions.address(OperatorClient.runtime(options)));
      return ExitCode.DONE.code();
    }
    OperatorClient client = OperatorClient.of(options);
    if (!watch) {
      OperatorReply reply = client.ask(new OperatorMessage.Status(service.cluster()));
      ClusterStatus status = status(reply);
      show(status);
      return (status.ready() ? ExitCode.DONE : ExitCode.CHANGES).code();
    }
    client.listen(
        new OperatorMessage.Watch(service.cluster()),
        reply -> {
          if (terminal.redraws() && !options.json()) {
            terminal.out().print(REDRAW);
          }
          show(status(reply));
          return true;
        });
    return ExitCode.DONE.code();
  }

  private void show(ClusterStatus status) {
    List<String> lines =
        options.json()
            ? List.of(JsonWriter.text(StatusJson.write(status)))
            : StatusText.lines(status);
    lines.forEach(terminal.out()::println);
    terminal.flush();
  }

  static ClusterStatus status(OperatorReply reply) {
    if (reply instanceof OperatorReply.StatusIs is) {
      return is.status();
    }
    throw new IllegalStateException("the service answered a question about status with " + reply);
  }
}
