package dev.ekube.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.adapters.warewulf.Reloader;
import dev.ekube.adapters.warewulf.WarewulfAdapter;
import dev.ekube.adapters.warewulf.Wwctl;
import dev.ekube.model.ImageName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A packing that was cut is done again, even where its files look whole and new. */
class PackingTest {
  private static final ImageName IMAGE = new ImageName("k8s-base-ww");

  @TempDir Path folder;

  @Test
  void anImageWhosePackingWasCutIsNotPublished() throws Exception {
    SandboxRoot root = SandboxRoot.create(folder.resolve("root"), WarewulfVersion.V4_7_0);
    Path etc = Files.createDirectories(root.imageRoots().resolve(IMAGE + "/rootfs/etc"));
    Files.writeString(etc.resolve("os-release"), "x");
    Wwctl whole = new StandInWwctl(root.version());

    WarewulfAdapter cut = adapter(root, new CutAfterPacking(whole));
    assertThatThrownBy(() -> cut.publishImages(List.of(IMAGE))).hasMessage("cut");

    WarewulfAdapter again = adapter(root, whole);
    assertThat(again.images(false)).containsExactly(IMAGE);
    assertThat(again.images(true)).as("its files are there, but nobody has checked them").isEmpty();
    again.publishImages(List.of(IMAGE));
    assertThat(again.images(true)).containsExactly(IMAGE);
  }

  private WarewulfAdapter adapter(SandboxRoot root, Wwctl wwctl) {
    return new WarewulfAdapter(
        wwctl, root.configuration(), folder.resolve("state"), Reloader.none(), line -> {});
  }

  /** The power fails when wwctl has written its files, before ekube has looked at them. */
  private record CutAfterPacking(Wwctl wwctl) implements Wwctl {
    @Override
    public String identity() {
      return wwctl.identity();
    }

    @Override
    public Result run(Call call) {
      Result result = wwctl.run(call);
      if (call.arguments().contains("container")) {
        throw new IllegalStateException("cut");
      }
      return result;
    }
  }
}
