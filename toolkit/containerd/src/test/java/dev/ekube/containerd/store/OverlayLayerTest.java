package dev.ekube.containerd.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.containerd.Tars;
import dev.ekube.rootfs.base.Layers;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in a snapshot's folder, so that overlayfs shows what the layers mean. */
class OverlayLayerTest {
  private static final long TIME = 315_532_800L;

  @TempDir private Path folder;
  private Tars tars;
  private Tree below;

  @BeforeEach
  void lowestLayer() throws IOException {
    tars = new Tars(folder);
    below =
        OverlayLayer.of(
            new Tree(TIME),
            tars.tar("etc/=0700", "etc/a", "etc/b", "etc/deep/c", "usr/bin/tool"),
            TIME);
  }

  @Test
  void whatALayerTakesAwayIsADevice() throws IOException {
    Tree upper = OverlayLayer.of(below, tars.tar("etc/.wh.a"), TIME);
    assertThat(OverlayLayer.isWhiteout(upper.get("etc/a").orElseThrow())).isTrue();
    assertThat(shown(upper)).doesNotContain("etc/a").contains("etc/b");
  }

  @Test
  void nothingHidesWhatIsNotThere() throws IOException {
    Tree upper = OverlayLayer.of(below, tars.tar("etc/.wh.never"), TIME);
    assertThat(upper.all()).doesNotContainKey("etc/never");
  }

  @Test
  void anOpaqueDirectoryHidesNameByName() throws IOException {
    Tree upper =
        OverlayLayer.of(below, tars.tar("etc/", "etc/.wh..wh..opq", "etc/b", "etc/deep/new"), TIME);
    assertThat(shown(upper))
        .contains("etc", "etc/b", "etc/deep/new")
        .doesNotContain("etc/a", "etc/deep/c");
    assertThat(upper.all().values()).allMatch(inode -> inode.xattrs().isEmpty());
  }

  @Test
  void aDirectoryThatIsTakenAwayAndMadeAnewShowsNothingOfTheOld() throws IOException {
    Tree upper = OverlayLayer.of(below, tars.tar(".wh.etc", "etc/new"), TIME);
    assertThat(shown(upper)).contains("etc/new").doesNotContain("etc/a", "etc/deep/c");
  }

  @Test
  void directoriesThatTheLayerDoesNotStateAreAsBelow() throws IOException {
    Tree upper = OverlayLayer.of(below, tars.tar("etc/d"), TIME);
    assertThat(upper.get("etc").orElseThrow().mode()).isEqualTo(0700);
    Tree taken = OverlayLayer.of(below, tars.tar("etc/.wh.a"), TIME);
    assertThat(taken.get("etc").orElseThrow().mode()).isEqualTo(0700);
    Tree stated = OverlayLayer.of(below, tars.tar("etc/=0755", "etc/d"), TIME);
    assertThat(stated.get("etc").orElseThrow().mode()).isEqualTo(0755);
  }

  @Test
  void aHardLinkToAFileBelowTakesItUp() throws IOException {
    Tree upper = OverlayLayer.of(below, tars.tar("etc/again->etc/a"), TIME);
    Inode file = upper.get("etc/a").orElseThrow();
    assertThat(upper.get("etc/again").orElseThrow()).isSameAs(file);
    assertThat(file).isNotSameAs(below.get("etc/a").orElseThrow());
  }

  @Test
  void whatIsShownIsWhatTheSpecificationSays() throws IOException {
    List<String> layer =
        List.of(".wh.usr", "etc/.wh.b", "etc/deep/.wh..wh..opq", "etc/deep/x", "new/y");
    Tree expected = below.copy();
    Layers.apply(expected, tars.tar(layer.toArray(String[]::new)));
    Tree upper = OverlayLayer.of(below, tars.tar(layer.toArray(String[]::new)), TIME);
    assertThat(kinds(OverlayLayer.mounted(below, upper))).isEqualTo(kinds(expected));
  }

  private Iterable<String> shown(Tree upper) throws IOException {
    return OverlayLayer.mounted(below, upper).all().keySet();
  }

  private static Map<String, String> kinds(Tree tree) {
    Map<String, String> kinds = new TreeMap<>();
    tree.all().forEach((path, inode) -> kinds.put(path, inode.kind().getClass().getSimpleName()));
    return kinds;
  }
}
