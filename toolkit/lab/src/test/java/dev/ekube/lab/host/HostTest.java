package dev.ekube.lab.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.apply.port.PortException;
import dev.ekube.lab.host.HostNetworks.Route;
import dev.ekube.model.Cidr;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostTest {
  @TempDir Path folder;

  @Test
  void theKernelsRoutesAreReadWithoutTheDefaultOne() {
    String table =
        """
        Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
        eth0\t00000000\t0100A8C0\t0003\t0\t0\t0\t00000000\t0\t0\t0
        eth0\t0000A8C0\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0
        docker0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0
        """;

    assertThat(HostNetworks.parse(table))
        .containsExactly(
            new Route(Cidr.parse("192.168.0.0/16"), "eth0"),
            new Route(Cidr.parse("172.17.0.0/16"), "docker0"));
  }

  @Test
  void theBoundingSetIsRead() throws Exception {
    assertThat(Bounding.parse("Name:\tx\nCapBnd:\t000001fffeffffff\n")).isEqualTo(0x1fffeffffffL);
    assertThatThrownBy(() -> Bounding.parse("Name:\tx\n")).isInstanceOf(IOException.class);
  }

  @Test
  void aProcessIsKnownByItsNumberAndItsStart() {
    ProcessMark own = ProcessMark.of(ProcessHandle.current().pid()).orElseThrow();

    assertThat(own.isAlive()).isTrue();
    assertThat(ProcessMark.parse(own.text())).hasValue(own);
    assertThat(new ProcessMark(own.pid(), own.started() + 1, own.boot()).isAlive()).isFalse();
    assertThat(new ProcessMark(own.pid(), own.started(), "another boot").isAlive()).isFalse();
    assertThat(ProcessMark.parse("nonsense")).isEmpty();
    assertThat(ProcessMark.parse("1 x y")).isEmpty();
  }

  @Test
  void aManagerIsFoundAgainAndEnded() {
    LabFolder lab = new LabFolder(folder.resolve("lab"));
    lab.create();
    ManagerProcess manager = new ManagerProcess(lab, List.of("sleep", "100"));
    assertThat(manager.running()).isEmpty();

    manager.start();
    ProcessMark mark = manager.running().orElseThrow();
    manager.start();
    assertThat(new ManagerProcess(lab, List.of()).running()).hasValue(mark);

    new ManagerProcess(lab, List.of()).stop();
    assertThat(manager.running()).isEmpty();
    assertThat(ProcessHandle.of(mark.pid()).map(ProcessHandle::isAlive).orElse(false)).isFalse();
  }

  @Test
  void aKilledManagerIsStartedAnew() {
    LabFolder lab = new LabFolder(folder.resolve("lab"));
    lab.create();
    ManagerProcess manager = new ManagerProcess(lab, List.of("sleep", "100"));
    manager.start();
    ProcessMark first = manager.running().orElseThrow();

    manager.kill();
    manager.start();

    assertThat(manager.running().orElseThrow()).isNotEqualTo(first);
    manager.kill();
  }

  @Test
  void aFolderThatHoldsSomethingElseIsNeverTaken() throws Exception {
    Path full = Files.createDirectory(folder.resolve("full"));
    Files.writeString(full.resolve("mine"), "x");
    LabFolder lab = new LabFolder(full);

    assertThatThrownBy(lab::create)
        .isInstanceOfSatisfying(PortException.class, e -> assertThat(e.isPrecondition()).isTrue());
    lab.remove();

    assertThat(full.resolve("mine")).exists();
  }

  @Test
  void aLabsFolderGoesAsAWhole() {
    LabFolder lab = new LabFolder(folder.resolve("labs/demo"));
    lab.create();
    lab.write(lab.settings(), "{}");
    lab.write(lab.patches().resolve("a.yaml"), "b: c\n");
    assertThat(LabFolder.all(folder.resolve("labs"))).containsExactly(lab);

    lab.remove();

    assertThat(lab.root()).doesNotExist();
    assertThat(LabFolder.all(folder.resolve("labs"))).isEmpty();
  }

  @Test
  void aPathThatIsTooLongForASocketIsRefused() {
    LabFolder deep = new LabFolder(folder.resolve("x".repeat(100)));

    assertThatThrownBy(deep::create).hasMessageContaining("too long for a socket");
  }

  @Test
  void labsAreKeptWhereTheUserKeepsState() {
    assertThat(LabFolder.home(Map.of("XDG_STATE_HOME", "/s", "HOME", "/h")))
        .hasToString("/s/ekube/lab");
    assertThat(LabFolder.home(Map.of("HOME", "/h"))).hasToString("/h/.local/state/ekube/lab");
  }
}
