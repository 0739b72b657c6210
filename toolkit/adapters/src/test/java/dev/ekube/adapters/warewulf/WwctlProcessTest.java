package dev.ekube.adapters.warewulf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.apply.port.PortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WwctlProcessTest {
  private static final Path CONF = Path.of("/etc/warewulf/warewulf.conf");

  @TempDir Path folder;

  private WwctlProcess script(String body) throws IOException {
    Path file = Files.writeString(folder.resolve("wwctl"), "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new WwctlProcess(file, workplace());
  }

  private Workplace workplace() {
    return new Workplace(folder.resolve("state"));
  }

  private static Wwctl.Call call(String input, Duration limit, String... arguments) {
    return new Wwctl.Call(CONF, List.of(arguments), input, limit);
  }

  private static Wwctl.Call call(String... arguments) {
    return call("", Duration.ofSeconds(20), arguments);
  }

  @Test
  void handsOverArgumentsAndKeepsWhatIsSaid() throws IOException {
    Wwctl.Result result =
        script("printf '%s|' \"$@\"; echo oops >&2; exit 7").run(call("node", "a b", "%s"));
    assertThat(result.output()).isEqualTo("--warewulfconf|" + CONF + "|node|a b|%s|");
    assertThat(result.errors()).isEqualTo("oops\n");
    assertThat(result.exitCode()).isEqualTo(7);
  }

  @Test
  void givesInputOrNone() throws IOException {
    WwctlProcess wwctl = script("cat");
    assertThat(wwctl.run(call("y\n", Duration.ofSeconds(20), "x")).output()).isEqualTo("y\n");
    assertThat(wwctl.run(call("x")).output()).isEmpty();
  }

  @Test
  void endsWhatDoesNotEnd() throws IOException {
    WwctlProcess wwctl = script("echo waiting >&2; exec sleep 60");
    assertThatThrownBy(() -> wwctl.run(call("", Duration.ofMillis(300), "overlay", "build")))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("did not end within")
        .hasMessageContaining("wwctl --warewulfconf " + CONF + " overlay build");
  }

  @Test
  void saysThatItWasInterruptedWhenCtrlCEndedTheChild() throws IOException {
    WwctlProcess wwctl = script("kill -INT $$; exec sleep 60");
    assertThatThrownBy(() -> wwctl.run(call("overlay", "build")))
        .isInstanceOfSatisfying(
            PortException.class,
            e -> assertThat(e.kind()).isEqualTo(PortException.Kind.INTERRUPTED))
        .hasMessageContaining("interrupted while running wwctl");
  }

  @Test
  void readsMoreThanItKeeps() throws IOException {
    Wwctl.Result result = script("head -c 9000000 /dev/zero | tr '\\0' x").run(call("x"));
    assertThat(result.output()).hasSizeLessThan(5_000_000).endsWith("more bytes]");
  }

  @Test
  void aMissingProgramIsNamed() {
    assertThatThrownBy(
            () -> new WwctlProcess(folder.resolve("none"), workplace()).run(call("version")))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("none")
        .isInstanceOfSatisfying(PortException.class, e -> assertThat(e.isPrecondition()).isTrue());
  }

  @Test
  void anotherProgramHasAnotherIdentity() throws IOException {
    String before = script("exit 0").identity();
    assertThat(script("exit 0;").identity()).isNotEqualTo(before);
    assertThat(new WwctlProcess(folder.resolve("none"), workplace()).identity())
        .contains("missing");
  }

  @Test
  void logsEachCallAsAJsonLine() throws IOException {
    Path log = folder.resolve("runs/1.log");
    List<String> lines = new ArrayList<>();
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    Wwctl wwctl = new LoggedWwctl(script("printf 'a\\t\"b\"\\n'; exit 3"), log, lines::add, clock);
    wwctl.run(call("node", "delete", "x'y"));
    wwctl.run(call("version"));
    assertThat(Files.readAllLines(log)).hasSize(2);
    assertThat(Files.readString(log))
        .startsWith(
            "{\"time\":\"1970-01-01T00:00:00Z\",\"wwctl\":[\"node\",\"delete\",\"x'y\"],"
                + "\"exitCode\":3,\"seconds\":")
        .contains("\"output\":\"a\\u0009\\\"b\\\"\\u000a\",\"errors\":\"\"}\n");
    assertThat(Files.getPosixFilePermissions(log))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(lines.getFirst()).startsWith("wwctl node delete x'y (").contains("exit code 3");
  }

  @Test
  void quotesCommandLinesForAShell() {
    assertThat(call("node", "it's", "a b", "x=1").commandLine())
        .isEqualTo("wwctl --warewulfconf " + CONF + " node 'it'\\''s' 'a b' x=1");
  }

  @Test
  void findsTheProgramAndItsConfiguration() throws IOException {
    script("exit 0");
    assertThat(SystemWarewulf.program(Map.of("PATH", "/nowhere:" + folder)))
        .contains(folder.resolve("wwctl"));
    assertThat(SystemWarewulf.program(Map.of("PATH", "/nowhere"))).isEmpty();
    assertThat(SystemWarewulf.program(Map.of("EKUBE_WWCTL", "/x/wwctl", "PATH", "")))
        .contains(Path.of("/x/wwctl"));
    assertThat(SystemWarewulf.configuration(Map.of())).isEqualTo(CONF);
    assertThat(SystemWarewulf.configuration(Map.of("WAREWULFCONF", "/a"))).isEqualTo(Path.of("/a"));
  }
}
