package dev.ekube.rootfs.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.rootfs.tar.TarWriter;
import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layers upon layers, by the rules of the OCI image specification. */
class LayersTest {
  @TempDir Path folder;

  private static Tree layer(String... files) throws IOException {
    Tree tree = new Tree(0);
    for (String file : files) {
      tree.put(file, Inode.file(Content.ofText(file), 0644, 0));
    }
    return tree;
  }

  private Content.Stretch file(Tree layer) throws IOException {
    Path file = Files.createTempFile(folder, "layer", ".tar");
    try (OutputStream out = Files.newOutputStream(file)) {
      new TarWriter(2).write(layer, out, bytes -> {});
    }
    return new Content.Stretch(file, 0, Files.size(file));
  }

  private Tree merged(Tree... layers) throws IOException {
    Tree tree = new Tree(0);
    for (Tree layer : layers) {
      Layers.apply(tree, file(layer));
    }
    return tree;
  }

  @Test
  void whiteoutsTakeAwayWhatLiesBelow() throws IOException {
    Tree tree =
        merged(
            layer("etc/a", "etc/b", "opt/x/one", "opt/x/two"),
            layer("etc/.wh.a", "opt/x/.wh..wh..opq", "opt/x/three"));
    assertThat(tree.all().keySet())
        .containsExactly("", "etc", "etc/b", "opt", "opt/x", "opt/x/three");
  }

  @Test
  void aWhiteoutDoesNotTouchItsOwnLayer() throws IOException {
    Tree tree = merged(layer("etc/a/old"), layer("etc/.wh.a", "etc/a/new"));
    assertThat(tree.list("etc/a")).containsExactly("new");
  }

  @Test
  void aDirectoryOfALayerTakesThePlaceOfALinkAsTheSpecificationWants() throws IOException {
    Tree base = layer("usr/bin/sh");
    base.put("bin", Inode.symlink("usr/bin", 0));
    Tree tree = merged(base, layer("bin/tool"));
    assertThat(tree.all().keySet())
        .containsExactly("", "bin", "bin/tool", "usr", "usr/bin", "usr/bin/sh");
  }

  @Test
  void packagesGoThroughTheLinksOfTheBase() throws IOException {
    Tree tree = merged(layer("usr/bin/sh", "usr/lib/a"));
    tree.put("bin", Inode.symlink("usr/bin", 0));
    tree.put("lib", Inode.symlink("/usr/lib", 0));
    tree.add("bin", Inode.directory(0755, 0));
    tree.add("bin/tool", Inode.file(Content.empty(), 0755, 0));
    tree.add("lib/deep/er", Inode.file(Content.empty(), 0755, 0));
    assertThat(tree.all().keySet()).contains("bin", "usr/bin/tool", "usr/lib/deep/er");
    assertThat(tree.get("bin").orElseThrow().kind()).isInstanceOf(Inode.Kind.Symlink.class);
    assertThat(tree.follow("bin/tool")).isPresent();
    assertThatThrownBy(() -> tree.add("usr/bin", Inode.file(Content.empty(), 0755, 0)))
        .hasMessageContaining("in place of a directory");
  }

  @Test
  void aLinkOutlivesTheNameThatItWasMadeFrom() throws IOException {
    Tree base = layer("a");
    base.link("b", "a");
    Tree gone = layer(".wh.a");
    Tree tree = merged(base, gone);
    assertThat(tree.all().keySet()).containsExactly("", "b");
    assertThat(((Inode.Kind.Regular) tree.get("b").orElseThrow().kind()).content().text())
        .isEqualTo("a");
  }

  @Test
  void aFileTakesThePlaceOfADirectoryAndTheOtherWayRound() throws IOException {
    Tree second = layer("etc", "opt/now/a");
    Tree tree = merged(layer("etc/a", "opt/now"), second);
    assertThat(tree.all().keySet()).containsExactly("", "etc", "opt", "opt/now", "opt/now/a");
  }
}
