package dev.ekube.rootfs.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.rootfs.base.Layers;
import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tree holds comes back out of its tar, in the same bytes every time. */
class TarTest {
  @TempDir Path folder;

  private static byte[] tar(Tree tree, int threads) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TarWriter(threads).write(tree, out, bytes -> {});
    assertThat(out.size()).isEqualTo((int) TarWriter.size(tree));
    return out.toByteArray();
  }

  private Tree read(byte[] tar) throws IOException {
    Path file = Files.createTempFile(folder, "layer", ".tar");
    Files.write(file, tar);
    Tree tree = new Tree(0);
    Layers.apply(tree, new Content.Stretch(file, 0, tar.length));
    return tree;
  }

  private static Tree awkward() throws IOException {
    Tree tree = new Tree(7);
    byte[] large = new byte[3 << 20];
    new Random(1).nextBytes(large);
    Inode shared = Inode.file(new Content.Memory(large), 0755, 3);
    tree.put("usr/bin/one", shared);
    tree.put("usr/bin/two", shared);
    tree.put("usr/bin/su", Inode.file(Content.ofText("su"), 04755, 1_700_000_000L));
    tree.put("etc/" + "long/".repeat(40) + "name", Inode.file(Content.ofText("x"), 0600, 1));
    tree.put("etc/Grüße €", Inode.file(Content.empty(), 0644, 1));
    tree.put("bin", Inode.symlink("usr/bin", 1));
    tree.put("etc/far", Inode.symlink("/" + "far/".repeat(60), 1));
    tree.put("dev/null", Inode.of(new Inode.Kind.Device(false, 1, 3), 0666, 1));
    tree.put("dev/loop", Inode.of(new Inode.Kind.Device(true, 7, 300), 0660, 1).owned(0, 6));
    tree.put("run/pipe", Inode.of(new Inode.Kind.Fifo(), 0600, 1));
    tree.put("tmp", Inode.directory(01777, 1));
    tree.put("srv/high", Inode.file(Content.empty(), 0644, 1).owned(4_000_000_000L, 2_097_152));
    byte[] capability = {1, 0, 0, 2, (byte) 0x80, (byte) 0xff, 0, 0, 0, '\n', '=', ' ', 0, 0};
    tree.put(
        "usr/bin/newuidmap",
        Inode.file(Content.ofText("x"), 0755, 1)
            .withXattrs(new TreeMap<>(Map.of("security.capability", capability))));
    return tree;
  }

  @Test
  void allThatATreeHoldsComesBack() throws IOException {
    Tree tree = awkward();
    Tree back = read(tar(tree, 2));
    assertThat(back.all().keySet()).containsExactlyElementsOf(tree.all().keySet());
    for (Map.Entry<String, Inode> entry : tree.all().entrySet()) {
      Inode found = back.get(entry.getKey()).orElseThrow();
      Inode right = entry.getValue();
      assertThat(found.mode()).as(entry.getKey()).isEqualTo(right.mode());
      assertThat(found.uid()).isEqualTo(right.uid());
      assertThat(found.gid()).isEqualTo(right.gid());
      assertThat(found.mtime()).isEqualTo(right.mtime());
      assertThat(found.xattrs().keySet()).isEqualTo(right.xattrs().keySet());
      right.xattrs().forEach((k, v) -> assertThat(found.xattrs().get(k)).isEqualTo(v));
      if (right.kind() instanceof Inode.Kind.Regular file) {
        byte[] bytes = ((Inode.Kind.Regular) found.kind()).content().bytes();
        assertThat(Arrays.equals(bytes, file.content().bytes())).isTrue();
      } else {
        assertThat(found.kind()).isEqualTo(right.kind());
      }
    }
    assertThat(back.get("usr/bin/one").orElseThrow())
        .isSameAs(back.get("usr/bin/two").orElseThrow());
  }

  @Test
  void theBytesAreTheSameForAnyNumberOfThreadsAndAnyOrderOfPutting() throws IOException {
    byte[] one = tar(awkward(), 1);
    assertThat(tar(awkward(), 7)).isEqualTo(one);
    assertThat(tar(read(one), 3)).isEqualTo(one);
  }

  @Test
  void aChangedOrCutTarIsRefused() throws IOException {
    byte[] good = tar(awkward(), 1);
    byte[] changed = good.clone();
    changed[600] ^= 1;
    assertThatThrownBy(() -> read(changed)).hasMessageContaining("header");
    assertThatThrownBy(() -> read(Arrays.copyOf(good, 1 << 20))).hasMessageContaining("cut off");
  }

  @Test
  void namesThatClimbAreRefused() throws IOException {
    Tree tree = new Tree(0);
    assertThatThrownBy(() -> tree.put("etc/../../passwd", Inode.file(Content.empty(), 0644, 0)))
        .hasMessageContaining("climbs");
    tree.put("etc/out", Inode.symlink("../../../..", 0));
    assertThat(tree.put("etc/out/file", Inode.file(Content.empty(), 0644, 0))).isEqualTo("file");
  }

  @Test
  void pathsStandInTheOrderOfTheirBytes() {
    List<String> paths =
        List.of("", "a", "a-b", "a/b", "aa", "z", "\u00fc", "\uffee", "\ud83d\ude00");
    List<String> shuffled = new ArrayList<>(paths);
    Collections.shuffle(shuffled, new Random(3));
    shuffled.sort(Tree.ORDER);
    assertThat(shuffled).isEqualTo(paths);
    for (int i = 1; i < paths.size(); i++) {
      byte[] before = paths.get(i - 1).getBytes(StandardCharsets.UTF_8);
      byte[] after = paths.get(i).getBytes(StandardCharsets.UTF_8);
      assertThat(Arrays.compareUnsigned(before, after)).isNegative();
    }
  }
}
