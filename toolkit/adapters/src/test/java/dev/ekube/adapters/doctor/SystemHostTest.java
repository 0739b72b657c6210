package dev.ekube.adapters.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real machine, as far as it is the same everywhere. */
class SystemHostTest {
  @TempDir Path folder;
  private final SystemHost host = new SystemHost();

  @Test
  void tellsModeAndKindOfAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "text");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Host.Entry entry = host.look(file).orElseThrow();
    assertThat(entry.mode()).isEqualTo(0640);
    assertThat(entry.directory()).isFalse();
    assertThat(host.look(folder).orElseThrow().directory()).isTrue();
    assertThat(host.look(folder.resolve("none"))).isEmpty();
  }

  @Test
  void readsTextAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "text");
    assertThat(host.read(file)).hasValue("text");
    assertThat(host.read(folder)).isEmpty();
    assertThat(host.read(folder.resolve("none"))).isEmpty();
  }

  @Test
  void runsProgramsAndKnowsWhichAreMissing() {
    Host.Ran ran = host.run(List.of("sh", "-c", "echo out; echo err >&2; exit 3")).orElseThrow();
    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.output()).contains("out").contains("err");
    assertThat(host.hasProgram("sh")).isTrue();
    assertThat(host.hasProgram("no-such-program-anywhere")).isFalse();
    assertThat(host.run(List.of("no-such-program-anywhere"))).isEmpty();
  }

  @Test
  void seesItsOwnListeningSocket() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<Integer> ports = host.listeners().stream().map(Host.Listener::port).toList();
      assertThat(ports).contains(socket.getLocalPort()).doesNotHaveDuplicates().isSorted();
    }
  }

  @Test
  void readsTheKernelsTableOfSockets() throws IOException {
    Files.createDirectories(folder.resolve("net"));
    Files.createDirectories(folder.resolve("77/fd"));
    Files.writeString(folder.resolve("77/comm"), "wwctl\n");
    Files.createSymbolicLink(folder.resolve("77/fd/5"), Path.of("socket:[4711]"));
    Files.write(
        folder.resolve("net/tcp"),
        List.of(
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid",
            "   0: 00000000:2691 00000000:0000 0A 00000000:00000000 00:0 0 0 0 4711",
            "   1: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:0 0 0 0 4712",
            "   2: 0100007F:9C40 0100007F:2691 01 00000000:00000000 00:00000000 00000000 0 0"
                + " 4713"));
    assertThat(Sockets.listening(folder))
        .containsExactly(
            new Host.Listener(8080, java.util.Optional.empty()),
            new Host.Listener(9873, java.util.Optional.of("wwctl")));
  }

  @Test
  void measuresRoomAtTheNearestParent() {
    assertThat(host.freeBytes(folder.resolve("a/b/c")).orElseThrow()).isPositive();
    assertThat(host.memoryBytes().orElseThrow()).isGreaterThan(64L << 20);
    assertThat(host.self().javaFeature()).isGreaterThanOrEqualTo(21);
    assertThat(host.self().user()).isNotEmpty();
  }
}
