package dev.ekube.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.Cluster;
import dev.ekube.model.Node;
import dev.ekube.model.Role;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ClusterReaderTest {
  private static final Path DESIGN = Samples.resources().resolve("design/cluster.yaml");

  @Test
  void theDesignsExampleIsAClusterOfAHundredWorkers() {
    SpecResult result = Samples.read(DESIGN);

    assertThat(result.allProblems()).isEmpty();
    Cluster cluster = ((SpecResult.Good) result).cluster();
    assertThat(cluster.nodes(Role.CONTROL)).hasSize(3);
    assertThat(cluster.nodes(Role.WORKER)).hasSize(100);
    Node last = cluster.nodes().getLast();
    assertThat(last.name()).hasToString("worker99");
    assertThat(last.address()).hasToString("10.0.0.199");
    assertThat(last.mac()).hasToString("52:54:00:00:01:63");
    assertThat(last.primary().tags()).containsEntry("DNS1", "1.1.1.1");
    assertThat(((SpecResult.Good) result).inputs()).containsOnlyKeys("cluster.yaml", "workers.txt");
  }
}
