package dev.ekube.adapters.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Findings as lines for a terminal or a log. */
public final class DoctorText {
  private DoctorText() {}

  /**
   * One line per finding, {@code LEVEL id: subject: detail}, the remedy's lines indented below it,
   * and a last line that counts. Checks that were skipped for one and the same reason share a line,
   * or a manager without Warewulf would fill the screen with it.
   */
  public static List<String> lines(List<Finding> findings) {
    Map<List<Object>, List<Finding>> groups = new LinkedHashMap<>();
    for (Finding finding : findings) {
      boolean alike = finding.level() == Finding.Level.SKIPPED;
      List<Object> key =
          alike ? List.of(finding.subject(), finding.detail()) : List.of(groups.size());
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(finding);
    }
    List<String> lines = new ArrayList<>();
    groups.values().forEach(group -> lines.addAll(lines(group.getFirst(), ids(group))));
    lines.add(summary(findings));
    return lines;
  }

  private static String ids(List<Finding> group) {
    return group.stream().map(Finding::id).distinct().collect(Collectors.joining(", "));
  }

  private static List<String> lines(Finding finding, String ids) {
    String level = finding.level().name().toLowerCase(Locale.ROOT);
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT, "%-7s %s: %s: %s", level, ids, finding.subject(), finding.detail()));
    finding
        .remedy()
        .ifPresent(remedy -> remedy.lines().forEach(line -> lines.add("        -> " + line)));
    return lines;
  }

  private static String summary(List<Finding> findings) {
    return String.format(
        Locale.ROOT,
        "%d ok, %d %s, %d failed, %d skipped",
        count(findings, Finding.Level.OK),
        count(findings, Finding.Level.WARN),
        count(findings, Finding.Level.WARN) == 1 ? "warning" : "warnings",
        count(findings, Finding.Level.FAIL),
        count(findings, Finding.Level.SKIPPED));
  }

  private static long count(List<Finding> findings, Finding.Level level) {
    return findings.stream().filter(finding -> finding.level() == level).count();
  }
}
