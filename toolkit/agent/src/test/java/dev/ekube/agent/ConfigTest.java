package dev.ekube.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.agent.port.Trouble;
import dev.ekube.kubeadm.Leaf;
import dev.ekube.kubeadm.Leaves;
import dev.ekube.model.Cluster;
import dev.ekube.model.Clusters;
import dev.ekube.model.KeyKind;
import dev.ekube.model.Node;
import dev.ekube.model.NodeName;
import dev.ekube.model.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {
  private static final String AGENT =
      "{\"cluster\":\"demo\",\"ca\":\"sha256:"
          + "ab".repeat(32)
          + "\",\"manager\":{\"name\":\"m\",\"address\":\"10.0.0.13\",\"port\":8442},"
          + "\"keys\":\"RSA-2048\",\"nodes\":[]}";

  @TempDir Path folder;

  @Test
  void theOverlaysFilesAreRead() throws Exception {
    Config config = read(AGENT);
    assertThat(config.cluster()).isEqualTo("demo");
    assertThat(config.node()).isEqualTo(new NodeName("worker0"));
    assertThat(config.role()).isEqualTo(Role.WORKER);
    assertThat(config.manager().getPort()).isEqualTo(8442);
    assertThat(config.authority()).isEqualTo("ab".repeat(32));
    assertThat(config.keys()).isEqualTo(KeyKind.RSA_2048);
    assertThat(read(AGENT.replace("\"keys\":\"RSA-2048\",", "")).keys())
        .isEqualTo(KeyKind.ECDSA_P256);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"cluster\":1}", "[]", "\u0000"})
  void whatIsNoConfigurationIsRefusedInWords(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("tried to read " + folder);
  }

  @Test
  void withoutTheFingerprintTheReasonSaysWhatToDo() {
    assertThatThrownBy(() -> read(AGENT.replace("sha256:", "md5:")))
        .hasMessageContaining("next: run");
    assertThatThrownBy(() -> read(AGENT.replace("10.0.0.13", "manager.example")))
        .hasMessageContaining("not an IPv4 address");
    assertThatThrownBy(() -> read(AGENT.replace("RSA-2048", "RSA-1024")))
        .hasMessageContaining("not a kind of keys: RSA-1024");
  }

  @Test
  void aNodeAsksForTheCertificatesThatTheManagerKnows() {
    Cluster cluster = Clusters.demo();
    for (Node node : cluster.nodes()) {
      assertThat(LeafNames.of(node.role()))
          .containsExactlyElementsOf(Leaves.of(cluster, node).stream().map(Leaf::name).toList());
    }
  }

  private Config read(String agent) throws IOException, Trouble {
    Files.writeString(folder.resolve("agent.json"), agent);
    Files.writeString(
        folder.resolve("node.json"),
        """
        {"cluster": "demo", "name": "worker0", "role": "worker", "address": "10.0.0.20"}
        """);
    return Config.read(folder);
  }
}
