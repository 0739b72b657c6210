package dev.ekube.cli.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.apply.port.PortException;
import dev.ekube.model.Ipv4;
import dev.ekube.model.NodeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshPowerTest {
  private static final NodeName ONE = new NodeName("control0");
  private static final NodeName TWO = new NodeName("control1");

  @TempDir private Path folder;

  private SshPower power(String script) throws IOException {
    Path ssh = folder.resolve("ssh");
    Files.writeString(ssh, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new SshPower(
        ssh.toString(), Map.of(ONE, Ipv4.parse("10.0.0.1"), TWO, Ipv4.parse("10.0.0.2")));
  }

  @Test
  void everyNodeIsToldAtItsAddress() throws IOException {
    power("echo \"$@\" > " + folder + "/$5").reboot(List.of(ONE, TWO));
    assertThat(folder.resolve("root@10.0.0.1")).content().contains("BatchMode=yes");
    assertThat(folder.resolve("root@10.0.0.2")).content().endsWith("systemctl reboot");
  }

  @Test
  void aConnectionThatTheRebootCutCountsAsTold() throws IOException {
    power("echo 'Connection to 10.0.0.1 closed by remote host.' >&2; exit 255")
        .reboot(List.of(ONE));
    assertThat(folder.resolve("ssh")).exists();
  }

  @Test
  void whoCannotBeToldIsNamedWithSshsOwnWords() throws IOException {
    SshPower power =
        power("case $5 in *.2) echo 'Permission denied (publickey).' >&2; exit 255;; esac");
    assertThatThrownBy(() -> power.reboot(List.of(ONE, TWO)))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("control1: Permission denied (publickey).")
        .hasMessageNotContaining("control0:");
  }
}
