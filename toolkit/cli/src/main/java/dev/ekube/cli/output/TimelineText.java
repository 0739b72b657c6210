package dev.ekube.cli.output;

import dev.ekube.wire.TimelineRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * The last boot of every node, stage by stage.
 *
 * <p>The first five columns of the CSV are those of the benchmark that people compare with: seconds
 * from stage to stage. The boot itself happens before anybody here can look, so its column stays
 * empty; the clock starts when the first agent starts.
 */
public final class TimelineText {
  private TimelineText() {}

  public static List<String> lines(List<TimelineRow> rows) {
    long zero = zero(rows);
    int width = rows.stream().mapToInt(row -> row.node().value().length()).max().orElse(4);
    List<String> lines = new ArrayList<>();
    rows.stream()
        .sorted(Comparator.comparingLong(TimelineRow::at))
        .forEach(
            row ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "%8.3f s  %-" + width + "s  %s",
                        (row.at() - zero) / 1000.0,
                        row.node(),
                        row.stage())));
    return lines;
  }

  /** One line per stage and node, then the whole; {@link #HEADER} comes first. */
  public static List<String> csv(List<TimelineRow> rows) {
    long zero = zero(rows);
    OptionalLong etcd = first(rows, "place-etcd");
    OptionalLong api = first(rows, "await-api");
    OptionalLong controllers = first(rows, "place-controllers");
    OptionalLong ready = last(rows, "ready");
    OptionalLong enrolled = last(rows, "enrolled");
    return List.of(
        HEADER,
        String.join(
            ",",
            "",
            span(OptionalLong.of(zero), etcd),
            span(etcd, api),
            span(api, controllers),
            span(controllers, ready),
            span(OptionalLong.of(zero), ready),
            span(OptionalLong.of(zero), enrolled),
            span(OptionalLong.of(zero), api),
            span(OptionalLong.of(zero), last(rows, "restart-kubelet")),
            span(OptionalLong.of(zero), last(rows, "start-kubelet"))));
  }

  /** The original's columns, then times since the first agent's start. */
  private static final String HEADER =
      "Stage 1,Stage 2,Stage 3,Stage 4,Stage 5,Aggregated,"
          + "all enrolled,first API,control plane placed,kubelets started";

  /** When the first agent started, by the manager's clock. */
  private static long zero(List<TimelineRow> rows) {
    return rows.stream().mapToLong(row -> row.at() - row.after()).min().orElse(0);
  }

  private static OptionalLong first(List<TimelineRow> rows, String stage) {
    return rows.stream().filter(is(stage)).mapToLong(TimelineRow::at).min();
  }

  private static OptionalLong last(List<TimelineRow> rows, String stage) {
    return rows.stream().filter(is(stage)).mapToLong(TimelineRow::at).max();
  }

  private static Predicate<TimelineRow> is(String stage) {
    return row -> row.stage().equals(stage);
  }

  private static String span(OptionalLong from, OptionalLong to) {
    Optional<Long> span =
        from.isPresent() && to.isPresent()
            ? Optional.of(to.getAsLong() - from.getAsLong())
            : Optional.empty();
    return span.map(ms -> String.format(Locale.ROOT, "%.3f", ms / 1000.0)).orElse("");
  }
}
