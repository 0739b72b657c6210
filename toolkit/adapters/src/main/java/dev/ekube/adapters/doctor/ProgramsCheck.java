package dev.ekube.adapters.doctor;

import java.nio.file.Path;
import java.util.List;

/** Programs that wwctl calls: without cpio it builds nothing, without pigz on one core only. */
final class ProgramsCheck implements HostCheck {
  @Override
  public String id() {
    return "programs";
  }

  @Override
  public List<Finding> look(Site site, Host host) {
    String install = isDebian(host) ? "apt-get install -y " : "dnf install -y ";
    return List.of(
        host.hasProgram("cpio")
            ? ok("cpio", "is there")
            : fail("cpio", "is missing; Warewulf 4.5 then builds nothing", install + "cpio"),
        host.hasProgram("pigz")
            ? ok("pigz", "is there")
            : warn("pigz", "is missing; images are packed on one core", install + "pigz"));
  }

  private static boolean isDebian(Host host) {
    return host.read(Path.of("/etc/os-release"))
        .map(text -> text.lines().anyMatch(line -> line.matches("ID(_LIKE)?=.*(debian|ubuntu).*")))
        .orElse(false);
  }
}
