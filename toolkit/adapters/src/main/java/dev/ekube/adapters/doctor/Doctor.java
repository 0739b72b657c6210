package dev.ekube.adapters.doctor;

import dev.ekube.adapters.doctor.Finding.Level;
import dev.ekube.apply.port.PortException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs every check, one after another, whatever the others found. */
public final class Doctor {
  private Doctor() {}

  /** All findings, in the order of {@link Checks#all()}. */
  public static List<Finding> examine(Site site, Host host) {
    return examine(Checks.all(), site, host);
  }

  static List<Finding> examine(List<HostCheck> checks, Site site, Host host) {
    List<Finding> findings = new ArrayList<>();
    for (HostCheck check : checks) {
      findings.addAll(guarded(check, site, host));
    }
    return List.copyOf(findings);
  }

  /** True when one of them is a failure: exit code 4. */
  public static boolean isFailed(List<Finding> findings) {
    return findings.stream().anyMatch(Finding::isFailed);
  }

  /** A check that breaks is a finding of its own; the others still run. */
  private static List<Finding> guarded(HostCheck check, Site site, Host host) {
    try {
      return check.look(site, host);
    } catch (PortException e) {
      return List.of(check.fail("this check", e.getMessage(), e.hint()));
    } catch (RuntimeException e) {
      String why = "the check itself failed: " + e;
      return List.of(new Finding(check.id(), Level.SKIPPED, "this check", why, Optional.empty()));
    }
  }
}
