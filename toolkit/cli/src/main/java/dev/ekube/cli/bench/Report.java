package dev.ekube.cli.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Rounds as a table for people and as CSV for programs. */
final class Report {
  private static final String HEADER =
      "contender,round,boot_s,leader_s,endpoint_s,leader_ready_s,cluster_ready_s,"
          + "api_s,all_ready_s,coredns_s,whole_s,formed\n";

  private final List<Round> rounds;

  Report(List<Round> rounds) {
    this.rounds = List.copyOf(rounds);
  }

  /**
   * The original's five columns first. Nodes are booted before the clock starts, so boot is 0; who
   * leads cannot be seen from outside; leader_ready is the first node that is Ready. An empty cell
   * was not reached or is not there.
   */
  String csv() {
    StringBuilder csv = new StringBuilder(HEADER);
    for (Round round : rounds) {
      csv.append(round.contender()).append(',').append(round.number()).append(",0.0,,");
      csv.append(cell(round.endpoint())).append(cell(round.first())).append(cell(round.ready()));
      csv.append(cell(round.api())).append(cell(round.ready())).append(cell(round.dns()));
      csv.append(cell(round.whole())).append(round.formed()).append('\n');
    }
    return csv.toString();
  }

  private static String cell(Optional<Double> seconds) {
    return seconds.map(s -> String.format(Locale.ROOT, "%.1f", s)).orElse("") + ",";
  }

  /** Contenders in the order in which they ran. */
  Set<String> contenders() {
    Set<String> names = new LinkedHashSet<>();
    rounds.forEach(round -> names.add(round.contender()));
    return names;
  }

  List<Round> of(String contender) {
    return rounds.stream().filter(round -> round.contender().equals(contender)).toList();
  }

  /** Median, quartiles, p95 and worst of each contender, and the ratio to the last one's median. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.addAll(table("API answers", Round::api));
    lines.addAll(table("all nodes Ready", Round::ready));
    lines.addAll(table("all nodes Ready and CoreDNS available", Round::whole));
    return lines;
  }

  private List<String> table(String what, Function<Round, Optional<Double>> time) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(what + ", seconds");
    lines.add("  contender      formed   least   lower  median   upper     p95   worst   ratio");
    Optional<Figures> last = Optional.empty();
    for (String contender : contenders()) {
      Optional<Figures> figures = figures(contender, time);
      last = figures.isPresent() ? figures : last;
    }
    for (String contender : contenders()) {
      lines.add(line(contender, figures(contender, time), last));
    }
    return lines;
  }

  private String line(String contender, Optional<Figures> figures, Optional<Figures> last) {
    int rounds = of(contender).size();
    if (figures.isEmpty()) {
      return "  %-14s  0 / %-2d  no round formed a cluster".formatted(contender, rounds);
    }
    Figures f = figures.get();
    return String.format(
        Locale.ROOT,
        "  %-14s %2d / %-2d %7.1f %7.1f %7.1f %7.1f %7.1f %7.1f %7.2f",
        contender,
        f.count(),
        rounds,
        f.least(),
        f.lower(),
        f.median(),
        f.upper(),
        f.p95(),
        f.worst(),
        f.median() / last.orElse(f).median());
  }

  private Optional<Figures> figures(String contender, Function<Round, Optional<Double>> time) {
    List<Double> times =
        of(contender).stream().filter(Round::formed).flatMap(r -> time.apply(r).stream()).toList();
    return times.isEmpty() ? Optional.empty() : Optional.of(Figures.of(times));
  }
}
