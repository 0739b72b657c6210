package dev.ekube.adapters.warewulf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.apply.port.PortException;
import dev.ekube.model.Ipv4;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeTest {
  private static final String PATHS =
      """
      ipaddr: 10.0.0.13
      netmask: 255.255.255.0
      warewulf: {port: 9873, secure: false, autobuild overlays: true}
      dhcp: {enabled: true, range start: 10.0.0.200, range end: 10.0.0.250}
      paths:
        sysconfdir: /etc
        wwoverlaydir: /var/lib/warewulf/overlays
        wwchrootdir: /var/lib/warewulf/chroots
        wwprovisiondir: /var/lib/warewulf/provision
      """;

  @TempDir Path folder;
  private final List<String> calls = new ArrayList<>();

  /** Says a version and a configuration. */
  private Wwctl saying(String identity, String version, String configuration) {
    return new Wwctl() {
      @Override
      public Result run(Call call) {
        calls.add(call.arguments().getFirst());
        String text = call.arguments().getFirst().equals("version") ? version : configuration;
        return new Result(0, text, "", Duration.ZERO);
      }

      @Override
      public String identity() {
        return identity;
      }
    };
  }

  private WarewulfInstall probe(String identity, String version, String configuration)
      throws IOException {
    Path conf = folder.resolve("warewulf.conf");
    if (Files.notExists(conf)) {
      Files.writeString(conf, "ipaddr: 10.0.0.13\n");
    }
    return new Probe(saying(identity, version, configuration), conf, folder.resolve("state")).run();
  }

  @ParameterizedTest
  @CsvSource({
    "wwctl version:\t 4.5.8-1,4.5,4.5.8,0",
    "wwctl version:\t 4.6.0,4.6,4.6.0,0",
    "wwctl version:  v4.7.0-1.git_abc,4.7,4.7.0,0",
    "wwctl version:  4.8.0,4.7,4.8.0,1",
    "wwctl version:  5.0.1,4.7,5.0.1,1",
    "wwctl version:  4.10.2,4.7,4.10.2,1"
  })
  void choosesTheGeneration(String said, String word, String version, int warnings)
      throws IOException {
    WarewulfInstall install = probe("a", said + "\nrpc version: x\n", PATHS);
    assertThat(install.generation().word()).isEqualTo(word);
    assertThat(install.version()).isEqualTo(version);
    assertThat(install.warnings()).hasSize(warnings);
  }

  @ParameterizedTest
  @CsvSource({"'',4.5", "'  datadir: /usr/share',4.6", "'  wwfilesdir: /f',4.7"})
  void guessesTheGenerationOfABuildThatDoesNotSay(String path, String word) throws IOException {
    WarewulfInstall install = probe("a", "wwctl version:\t -\n", PATHS + path + "\n");
    assertThat(install.generation().word()).isEqualTo(word);
    assertThat(install.version()).isEmpty();
    assertThat(install.warnings()).singleElement().asString().contains("does not say its version");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4.4.1", "4.3.0", "3.8.2"})
  void refusesOldOnes(String version) {
    assertThatThrownBy(() -> probe("a", "wwctl version: " + version, PATHS))
        .isInstanceOfSatisfying(PortException.class, e -> assertThat(e.isPrecondition()).isTrue())
        .hasMessageContaining("4.5 or newer");
  }

  @Test
  void readsWhatDoctorNeeds() throws IOException {
    WarewulfInstall install = probe("a", "wwctl version: 4.6.5", PATHS);
    assertThat(install.nodesConf()).isEqualTo(Path.of("/etc/warewulf/nodes.conf"));
    assertThat(install.secure()).isFalse();
    assertThat(install.tls()).isFalse();
    assertThat(install.autobuild()).isTrue();
    assertThat(install.address()).contains(Ipv4.parse("10.0.0.13"));
    assertThat(install.dhcp().first()).contains(Ipv4.parse("10.0.0.200"));
    assertThat(install.network()).isEmpty();
  }

  @Test
  void asksAgainOnlyWhenSomethingChanged() throws IOException {
    probe("a", "wwctl version: 4.6.5", PATHS);
    assertThat(calls).containsExactly("version", "genconfig");
    assertThat(probe("a", "wwctl version: 4.7.0", PATHS).version()).isEqualTo("4.6.5");
    assertThat(calls).hasSize(2);
    assertThat(probe("b", "wwctl version: 4.7.0", PATHS).version()).isEqualTo("4.7.0");
    assertThat(calls).hasSize(4);
    Files.writeString(folder.resolve("warewulf.conf"), "ipaddr: 10.0.0.130\n");
    probe("b", "wwctl version: 4.7.0", PATHS);
    assertThat(calls).hasSize(6);
    Files.writeString(folder.resolve("state/warewulf-probe.yaml"), "identity: [");
    probe("b", "wwctl version: 4.7.0", PATHS);
    assertThat(calls).hasSize(8);
  }

  @Test
  void aMissingConfigurationIsAPrecondition() {
    Wwctl wwctl = saying("a", "", "");
    assertThatThrownBy(() -> new Probe(wwctl, folder.resolve("none.conf"), folder).run())
        .isInstanceOfSatisfying(PortException.class, e -> assertThat(e.isPrecondition()).isTrue())
        .hasMessageContaining("none.conf");
    assertThat(calls).isEmpty();
  }

  @Test
  void aConfigurationWithoutPathsIsAnError() {
    assertThatThrownBy(() -> probe("a", "wwctl version: 4.6.5", "ipaddr: 10.0.0.1\n"))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("wwoverlaydir");
  }
}
