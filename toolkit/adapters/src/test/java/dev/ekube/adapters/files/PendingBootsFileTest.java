package dev.ekube.adapters.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.ClusterName;
import dev.ekube.model.NodeName;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingBootsFileTest {
  private static final ClusterName DEMO = new ClusterName("demo");
  private static final Set<NodeName> NODES =
      Set.of(new NodeName("control0"), new NodeName("worker10"));

  @TempDir private Path state;

  @Test
  void remembersEachClusterByItself() {
    Path directory = state.resolve("state");
    PendingBootsFile file = new PendingBootsFile(directory);
    assertThat(file.read(DEMO)).isEmpty();
    file.write(DEMO, NODES);
    PendingBootsFile later = new PendingBootsFile(directory);
    assertThat(later.read(DEMO)).isEqualTo(NODES);
    assertThat(later.read(new ClusterName("other"))).isEmpty();
    later.write(DEMO, Set.of());
    assertThat(later.read(DEMO)).isEmpty();
    assertThat(directory).isEmptyDirectory();
  }
}
