package dev.ekube.cli.verb;

import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Lifetime;
import dev.ekube.cli.Options;
import dev.ekube.cli.ServiceOptions;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.manager.OperatorClient;
import dev.ekube.cli.output.StatusText;
import dev.ekube.wire.JsonWriter;
import dev.ekube.wire.OperatorMessage;
import dev.ekube.wire.OperatorReply;
import dev.ekube.wire.StatusJson;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ekube wait}: until the cluster is ready, for scripts. */
@Command(
    name = "wait",
    description = {
      "Waits until the cluster is ready, or formed, or only its API answers. Exit code 0 when it",
      "has come, 1 when the time is over; then it shows what is still missing."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ekube wait --for ready", "  ekube wait --for api --timeout 2m"})
public final class WaitVerb implements Callable<Integer> {
  /** What can be waited for. */
  public enum Until {
    API,
    FORMED,
    READY
  }

  private final Terminal terminal;

  @Mixin private Options options;
  @Mixin private ServiceOptions service;

  @Option(
      names = "--for",
      paramLabel = "ready|formed|api",
      description = {
        "ready: every node is Ready in Kubernetes (default); formed: every node has done what it",
        "was ordered; api: the API answers."
      })
  private Until until = Until.READY;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = Lifetime.class,
      description = "How long at most, such as 90s, 10m or 1h (default: 10m).")
  private Duration timeout = Duration.ofMinutes(10);

  public WaitVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    OperatorReply reply =
        OperatorClient.of(options)
            .ask(
                new OperatorMessage.Wait(
                    service.cluster(), until.name().toLowerCase(Locale.ROOT), timeout.toMillis()));
    if (!(reply instanceof OperatorReply.Waited waited)) {
      throw new IllegalStateException("the service answered a wait with " + reply);
    }
    if (options.json()) {
      terminal.out().println(JsonWriter.text(StatusJson.write(waited.status())));
    } else {
      StatusText.lines(waited.status()).forEach(terminal.err()::println);
    }
    return (waited.reached() ? ExitCode.DONE : ExitCode.FAILED).code();
  }
}
