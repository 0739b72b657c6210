package dev.ekube.adapters.doctor;

import dev.ekube.adapters.warewulf.WarewulfInstall;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * warewulfd runs, and something answers DHCP and TFTP when Warewulf is to configure them. The units
 * have other names on other distributions, so any one of the known names will do.
 */
final class ServicesCheck extends WarewulfCheck {
  /** There exactly when systemd runs the machine, see sd_booted(3). */
  private static final Path SYSTEMD = Path.of("/run/systemd/system");

  private static final List<String> DHCP = List.of("dhcpd", "isc-dhcp-server", "dnsmasq", "kea");
  private static final List<String> TFTP =
      List.of("tftp.socket", "tftp", "tftpd-hpa", "atftpd", "dnsmasq");

  ServicesCheck() {
    super("services");
  }

  @Override
  List<Finding> look(WarewulfInstall warewulf, Site site, Host host) {
    if (host.look(SYSTEMD).isEmpty()) {
      return List.of(skipped("warewulfd", "systemd does not run here, so it cannot be asked"));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(
        isActive(host, "warewulfd")
            ? ok("warewulfd", "runs")
            : fail(
                "warewulfd",
                "does not run, so no node can boot",
                "systemctl enable --now warewulfd && journalctl -u warewulfd -n 20"));
    findings.add(
        warewulf.dhcp().enabled()
            ? oneOf(host, "DHCP", DHCP, "wwctl configure dhcp")
            : ok("DHCP", "left to the site by warewulf.conf"));
    findings.add(oneOf(host, "TFTP", TFTP, "wwctl configure tftp"));
    return findings;
  }

  private Finding oneOf(Host host, String what, List<String> units, String remedy) {
    return units.stream()
        .filter(unit -> isActive(host, unit))
        .findFirst()
        .map(unit -> ok(what, "served by %s", unit))
        .orElseGet(
            () ->
                warn(
                    what,
                    "none of " + String.join(", ", units) + " runs; nodes need it to boot",
                    remedy));
  }

  private static boolean isActive(Host host, String unit) {
    return host.run(List.of("systemctl", "is-active", "--quiet", unit))
        .map(Host.Ran::isGood)
        .orElse(false);
  }
}
