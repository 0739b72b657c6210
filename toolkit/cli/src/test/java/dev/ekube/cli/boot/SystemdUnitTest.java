package dev.ekube.cli.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.apply.port.PortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service on a manager, against a stand-in for systemctl. */
class SystemdUnitTest {
  private static final Path HOME = Path.of(System.getProperty("ekube.root"));

  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();

  /** A systemctl that knows the unit or not, and writes down what it was told. */
  private SystemdUnit unit(String script) throws IOException {
    Path systemctl = folder.resolve("systemctl");
    Files.writeString(systemctl, "#!/bin/sh\necho \"$@\" >> " + folder + "/calls\n" + script);
    Files.setPosixFilePermissions(systemctl, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createDirectories(folder.resolve("units"));
    Path booted = Files.createDirectories(folder.resolve("booted"));
    return new SystemdUnit(booted, folder.resolve("units"), systemctl.toString(), HOME);
  }

  @Test
  void whatAPackageHasBroughtIsEnabledAndStarted() throws IOException {
    SystemdUnit unit = unit("exit 0\n");
    assertThat(unit.steps())
        .containsExactly(
            "the service does not run; so then:", "  systemctl enable --now ekube.service");
    unit.start(said::add);
    assertThat(said).containsExactly("enabled and started ekube.service");
    assertThat(folder.resolve("units")).isEmptyDirectory();
  }

  @Test
  void whereThereIsNoneTheShippedOneIsPutInPlace() throws IOException {
    SystemdUnit unit = unit("test \"$1\" != cat\n");
    assertThat(unit.steps()).hasSize(4);
    unit.start(said::add);
    assertThat(folder.resolve("units/ekube.service"))
        .content()
        .contains("ExecStart=" + HOME + "/ekube serve\n");
    assertThat(Files.readAllLines(folder.resolve("calls")))
        .endsWith("cat ekube.service", "daemon-reload", "enable --now ekube.service");
  }

  @Test
  void whatSystemdSaysIsToldOn() throws IOException {
    SystemdUnit unit = unit("test \"$1\" = cat || { echo 'Access denied'; exit 1; }\n");
    assertThatThrownBy(() -> unit.start(said::add))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("systemctl enable --now ekube.service")
        .hasMessageContaining("Access denied");
  }

  @Test
  void withoutSystemdItIsAPersonsToStart() {
    SystemdUnit unit = new SystemdUnit(folder.resolve("none"), folder, "/bin/false", HOME);
    assertThat(unit.steps()).isEmpty();
    assertThatThrownBy(() -> unit.start(said::add))
        .isInstanceOfSatisfying(PortException.class, e -> assertThat(e.isPrecondition()).isTrue());
  }
}
