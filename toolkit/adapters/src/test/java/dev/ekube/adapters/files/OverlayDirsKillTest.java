package dev.ekube.adapters.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.ClusterName;
import dev.ekube.model.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writer is killed at points that a seed chooses; no point may leave a torn overlay. */
class OverlayDirsKillTest {
  private static final int KILLS = 40;
  private static final ClusterName DEMO = new ClusterName("demo");
  private static final List<FileTree> WHOLE =
      List.of(OverlayWriterMain.tree("first"), OverlayWriterMain.tree("second"));

  @TempDir private Path base;

  @Test
  void aKilledWriterLeavesAWholeTree() throws Exception {
    Random random = new Random(20260131);
    OverlayDirs dirs = new OverlayDirs(base);
    for (int i = 0; i < KILLS; i++) {
      killAfter(random.nextLong(30_000_000));
      // Between two renames nothing stands there; then the next run puts the old tree back.
      assertThat(dirs.read(DEMO).values()).isSubsetOf(WHOLE);
      dirs.recover(DEMO);
      assertThat(dirs.read(DEMO).values()).hasSize(1).isSubsetOf(WHOLE);
      assertThat(names()).containsExactly("ekube-demo");
    }
  }

  private void killAfter(long nanos) throws IOException, InterruptedException {
    Process child = Children.start(OverlayWriterMain.class, base);
    try (var out = child.inputReader()) {
      assertThat(out.readLine()).isEqualTo("writing");
      assertThat(child.waitFor(nanos, TimeUnit.NANOSECONDS)).isFalse();
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(base)) {
      return entries.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }
}
