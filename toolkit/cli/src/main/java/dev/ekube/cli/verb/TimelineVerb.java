package dev.ekube.cli.verb;

import dev.ekube.cli.ExitCode;
import dev.ekube.cli.PlaceOptions;
import dev.ekube.cli.ServiceOptions;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.manager.OperatorClient;
import dev.ekube.cli.output.TimelineText;
import dev.ekube.wire.JsonWriter;
import dev.ekube.wire.OperatorMessage;
import dev.ekube.wire.OperatorReply;
import dev.ekube.wire.StatusJson;
import dev.ekube.wire.TimelineRow;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ekube timeline}: when each stage of each node's last boot was over. */
@Command(
    name = "timeline",
    description = {
      "Shows when each stage of each node's last boot was over, in seconds since the first agent",
      "started. As CSV: one line with the columns of the benchmark that people compare with, and",
      "more that say what they measure."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ekube timeline", "  ekube timeline -o csv >> deployment_times.csv"})
public final class TimelineVerb implements Callable<Integer> {
  /** How it is written. */
  public enum Form {
    TEXT,
    CSV,
    JSON
  }

  private final Terminal terminal;

  @Mixin private PlaceOptions place;
  @Mixin private ServiceOptions service;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|csv|json",
      description = "Form of the result on stdout (default: text).")
  private Form output = Form.TEXT;

  public TimelineVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    OperatorReply reply =
        OperatorClient.of(place).ask(new OperatorMessage.Timeline(service.cluster()));
    if (!(reply instanceof OperatorReply.TimelineIs timeline)) {
      throw new IllegalStateException("the service answered a timeline with " + reply);
    }
    lines(timeline.rows()).forEach(terminal.out()::println);
    return ExitCode.DONE.code();
  }

  private List<String> lines(List<TimelineRow> rows) {
    return switch (output) {
      case TEXT -> TimelineText.lines(rows);
      case CSV -> TimelineText.csv(rows);
      case JSON -> rows.stream().map(row -> JsonWriter.text(StatusJson.write(row))).toList();
    };
  }
}
