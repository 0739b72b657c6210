package dev.ekube.adapters.doctor;

import java.util.List;
import java.util.Locale;

/** Findings as lines for a terminal or a log. */
public final class DoctorText {
  private DoctorText() {}

  /**
   * One line per finding, {@code LEVEL id: subject: detail}, the remedy's lines indented below it,
   * and a last line that counts.
   */
  public static List<String> lines(List<Finding> findings) {
    List<String> lines = new java.util.ArrayList<>();
    for (Finding finding : findings) {
      String level = finding.level().name().toLowerCase(Locale.ROOT);
      lines.add(
          String.format(
              Locale.ROOT,
              "%-7s %s: %s: %s",
              level,
              finding.id(),
              finding.subject(),
              finding.detail()));
      finding
          .remedy()
          .ifPresent(remedy -> remedy.lines().forEach(line -> lines.add("        -> " + line)));
    }
    lines.add(summary(findings));
    return lines;
  }

  private static String summary(List<Finding> findings) {
    return String.format(
        Locale.ROOT,
        "%d ok, %d warnings, %d failed, %d skipped",
        count(findings, Finding.Level.OK),
        count(findings, Finding.Level.WARN),
        count(findings, Finding.Level.FAIL),
        count(findings, Finding.Level.SKIPPED));
  }

  private static long count(List<Finding> findings, Finding.Level level) {
    return findings.stream().filter(finding -> finding.level() == level).count();
  }
}
