package dev.ekube.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.adapters.files.OverlayDirs;
import dev.ekube.adapters.warewulf.Reloader;
import dev.ekube.adapters.warewulf.WarewulfAdapter;
import dev.ekube.adapters.warewulf.WarewulfListener;
import dev.ekube.adapters.warewulf.Wwctl;
import dev.ekube.model.Clusters;
import dev.ekube.model.NodeEntry;
import dev.ekube.model.NodeName;
import dev.ekube.render.Rendered;
import dev.ekube.render.Renderer;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build of overlays tells how far it is while wwctl is still at work. */
class BuildProgressTest {
  private static final long LIMIT_SECONDS = 60;

  @TempDir Path folder;

  private final CountDownLatch allBuilt = new CountDownLatch(1);

  @Test
  void theListenerHearsOfEveryNodeBeforeTheBuildEnds() {
    SandboxRoot root = SandboxRoot.create(folder.resolve("root"), WarewulfVersion.V4_7_0);
    Rendered rendered = new Renderer().render(Clusters.demo());
    WarewulfAdapter warewulf =
        new WarewulfAdapter(
            new Lingering(root),
            root.configuration(),
            folder.resolve("state"),
            Reloader.none(),
            new Ear());
    SortedMap<NodeName, String> digests = new TreeMap<>();
    rendered.nodes().stream().map(NodeEntry::name).forEach(name -> digests.put(name, "digest"));
    warewulf.updateNodes(rendered.nodes(), List.of());
    OverlayDirs overlays = new OverlayDirs(root.overlays());
    rendered.overlays().forEach(overlays::write);

    warewulf.buildOverlays(digests);

    assertThat(allBuilt.getCount()).as("somebody heard that all are built").isZero();
    assertThat(warewulf.builtOverlays()).isEqualTo(digests);
  }

  private final class Ear implements WarewulfListener {
    @Override
    public void line(String text) {}

    @Override
    public void built(int nodes, int ofNodes) {
      if (nodes == ofNodes) {
        allBuilt.countDown();
      }
    }
  }

  /** Ends its build only when the listener has heard of it, or at the limit. */
  private final class Lingering implements Wwctl {
    private final Wwctl wwctl;

    Lingering(SandboxRoot root) {
      this.wwctl = new StandInWwctl(root.version());
    }

    @Override
    public String identity() {
      return wwctl.identity();
    }

    @Override
    public Result run(Call call) {
      Result result = wwctl.run(call);
      if (call.arguments().contains("overlay")) {
        try {
          assertThat(allBuilt.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return result;
    }
  }
}
