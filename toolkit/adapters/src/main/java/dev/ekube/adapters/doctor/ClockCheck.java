package dev.ekube.adapters.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The clock follows a source: certificates are made here and read on nodes, whose clocks follow
 * NTP. chronyd is asked first because it tells how far off the clock is.
 */
final class ClockCheck implements HostCheck {
  private static final Pattern OFFSET =
      Pattern.compile("System time\\s*:\\s*([0-9.]+) seconds (slow|fast)");
  private static final double LIMIT_SECONDS = 5;

  @Override
  public String id() {
    return "clock";
  }

  @Override
  public List<Finding> look(Site site, Host host) {
    return List.of(chrony(host).or(() -> systemd(host)).orElseGet(this::unknown));
  }

  private Optional<Finding> chrony(Host host) {
    return host.run(List.of("chronyc", "-n", "tracking"))
        .filter(Host.Ran::isGood)
        .map(ran -> judge(ran.output()));
  }

  private Finding judge(String tracking) {
    Matcher offset = OFFSET.matcher(tracking);
    if (tracking.contains("Not synchronised") || !offset.find()) {
      return warn("clock", "chronyd follows no source", "chronyc sources && chronyc makestep");
    }
    double seconds = Double.parseDouble(offset.group(1));
    String detail = String.format(Locale.ROOT, "%.3f s %s of its source", seconds, offset.group(2));
    return seconds <= LIMIT_SECONDS
        ? ok("clock", "%s", detail)
        : fail("clock", detail + "; nodes would refuse new certificates", "chronyc makestep");
  }

  private Optional<Finding> systemd(Host host) {
    return host.run(List.of("timedatectl", "show", "-p", "NTPSynchronized", "--value"))
        .filter(Host.Ran::isGood)
        .map(
            ran ->
                ran.output().strip().equals("yes")
                    ? ok("clock", "follows a source, says timedatectl")
                    : warn("clock", "follows no source", "timedatectl set-ntp true"));
  }

  private Finding unknown() {
    return skipped("clock", "neither chronyc nor timedatectl can be asked");
  }
}
