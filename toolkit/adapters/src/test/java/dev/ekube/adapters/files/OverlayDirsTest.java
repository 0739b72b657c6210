package dev.ekube.adapters.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.apply.port.PortException;
import dev.ekube.model.Bytes;
import dev.ekube.model.ClusterName;
import dev.ekube.model.FileTree;
import dev.ekube.model.FileTree.RegularFile;
import dev.ekube.model.OverlayName;
import dev.ekube.model.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlayDirsTest {
  private static final ClusterName DEMO = new ClusterName("demo");
  private static final OverlayName NAME = OverlayName.common(DEMO);
  private static final FileTree TREE =
      FileTree.builder()
          .file("etc/hosts.ww", 0644, "127.0.0.1 localhost\n")
          .file("etc/ekube/secret", 0600, "s")
          .file("usr/bin/tool", 04755, "#!/bin/sh\n")
          .put("etc/blob", new RegularFile(Bytes.of(new byte[] {0, -1, 7}), 0400))
          .symlink("etc/loop", "loop")
          .symlink("etc/outside", "../../../../nowhere")
          .build();

  @TempDir private Path base;
  private OverlayDirs dirs;

  @BeforeEach
  void open() {
    dirs = new OverlayDirs(base);
  }

  @Test
  void readsBackWhatItWrote() {
    dirs.write(NAME, TREE);
    assertThat(dirs.read(DEMO)).containsOnlyKeys(NAME).containsEntry(NAME, TREE);
  }

  @Test
  void replacesTheWholeTree() throws IOException {
    FileTree next = FileTree.builder().file("etc/new", 0644, "n").build();
    dirs.write(NAME, TREE);
    dirs.write(NAME, next);
    assertThat(dirs.read(DEMO)).containsEntry(NAME, next);
    assertThat(names()).containsExactly("ekube-demo");
  }

  @Test
  void theTopIsClosedAndTheRestHasTheModesOfTheTree() throws IOException {
    dirs.write(NAME, TREE);
    Path top = base.resolve("ekube-demo");
    assertThat(mode(top)).isEqualTo(0700);
    assertThat(mode(top.resolve("rootfs"))).isEqualTo(0755);
    assertThat(mode(top.resolve("rootfs/etc"))).isEqualTo(0755);
    assertThat(mode(top.resolve("rootfs/etc/ekube/secret"))).isEqualTo(0600);
    assertThat(mode(top.resolve("rootfs/etc/hosts.ww"))).isEqualTo(0644);
    assertThat(mode(top.resolve("rootfs/usr/bin/tool"))).isEqualTo(04755);
  }

  @Test
  void seesEveryKindOfDrift() throws IOException {
    dirs.write(NAME, TREE);
    Path rootfs = base.resolve("ekube-demo/rootfs");
    drift(() -> Files.writeString(rootfs.resolve("etc/hosts.ww"), "127.0.0.1 localhosT\n"));
    drift(() -> Files.writeString(rootfs.resolve("etc/extra"), ""));
    drift(() -> Files.delete(rootfs.resolve("etc/ekube/secret")));
    drift(() -> Durable.chmod(rootfs.resolve("etc/ekube/secret"), 0644));
    drift(() -> Durable.chmod(rootfs.resolve("etc/ekube"), 0700));
    drift(() -> Durable.chmod(base.resolve("ekube-demo"), 0755));
    drift(() -> Files.createDirectory(rootfs.resolve("etc/empty")));
    drift(
        () -> {
          Files.delete(rootfs.resolve("etc/loop"));
          Files.createSymbolicLink(rootfs.resolve("etc/loop"), Path.of("other"));
        });
    drift(() -> Durable.deleteTree(rootfs));
  }

  @Test
  void neverFollowsALinkOutOfTheDirectory(@TempDir Path outside) throws IOException {
    Files.writeString(outside.resolve("precious"), "p");
    dirs.write(NAME, TREE);
    Path rootfs = base.resolve("ekube-demo/rootfs");
    Durable.deleteTree(rootfs.resolve("etc"));
    Files.createSymbolicLink(rootfs.resolve("etc"), outside);
    Path aside = Files.createDirectory(base.resolve(".ekube-demo.new"));
    Files.createSymbolicLink(aside.resolve("link"), outside);
    assertThat(dirs.read(DEMO).get(NAME).entries()).doesNotContainKey("etc/precious");
    dirs.write(NAME, TREE);
    dirs.remove(NAME);
    assertThat(outside.resolve("precious")).hasContent("p");
    assertThat(names()).isEmpty();
  }

  @Test
  void touchesOnlyTheOverlaysOfItsCluster() throws IOException {
    for (String other :
        List.of("wwinit", "ekube-demo2", "ekube-demo.saved", "ekube-other.control")) {
      Files.createDirectories(base.resolve(other).resolve("rootfs"));
    }
    dirs.write(NAME, TREE);
    dirs.write(OverlayName.of(DEMO, Role.WORKER), TREE);
    assertThat(dirs.read(DEMO)).containsOnlyKeys(NAME, OverlayName.of(DEMO, Role.WORKER));
    dirs.remove(NAME);
    dirs.recover(DEMO);
    assertThat(names())
        .containsExactly(
            "ekube-demo.saved",
            "ekube-demo.worker",
            "ekube-demo2",
            "ekube-other.control",
            "wwinit");
  }

  @Test
  void aDirectoryOfSomebodyElseUnderItsNameIsInTheWay() throws IOException {
    Path theirs = Files.createDirectories(base.resolve("ekube-demo/rootfs"));
    Files.writeString(theirs.resolve("file"), "theirs");
    assertInTheWay(() -> dirs.read(DEMO));
    assertInTheWay(() -> dirs.write(NAME, TREE));
    assertInTheWay(() -> dirs.remove(NAME));
    assertThat(theirs.resolve("file")).hasContent("theirs");
  }

  @Test
  void aLinkUnderItsNameIsInTheWay(@TempDir Path outside) throws IOException {
    Files.createSymbolicLink(base.resolve("ekube-demo"), outside);
    assertInTheWay(() -> dirs.read(DEMO));
    assertInTheWay(() -> dirs.write(NAME, TREE));
  }

  @Test
  void removingWhatIsNotThereIsNoError() throws IOException {
    dirs.remove(NAME);
    assertThat(names()).isEmpty();
  }

  @Test
  void aRunCutBetweenTheRenamesIsHealed() throws IOException {
    dirs.write(NAME, TREE);
    Files.move(base.resolve("ekube-demo"), base.resolve(".ekube-demo.old"));
    Files.createDirectories(base.resolve(".ekube-demo.new/rootfs/etc"));
    assertThat(dirs.read(DEMO)).isEmpty();
    dirs.recover(DEMO);
    assertThat(dirs.read(DEMO)).containsEntry(NAME, TREE);
    assertThat(names()).containsExactly("ekube-demo");
  }

  @Test
  void readingHasALimit() throws IOException {
    dirs.write(NAME, TREE);
    Path deep = base.resolve("ekube-demo/rootfs");
    for (int i = 0; i < 80; i++) {
      deep = Files.createDirectory(deep.resolve("d"));
    }
    assertThatThrownBy(() -> dirs.read(DEMO))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("nested too deeply");
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> new OverlayDirs(base.resolve("none")).read(DEMO))
        .isInstanceOfSatisfying(
            PortException.class,
            e -> {
              assertThat(e.isPrecondition()).isTrue();
              assertThat(e.hint()).contains("wwoverlaydir");
            });
  }

  private void drift(Change change) throws IOException {
    dirs.write(NAME, TREE);
    change.make();
    assertThat(dirs.read(DEMO).get(NAME)).isNotEqualTo(TREE);
    dirs.write(NAME, TREE);
    assertThat(dirs.read(DEMO)).containsEntry(NAME, TREE);
  }

  private static void assertInTheWay(Runnable act) {
    assertThatThrownBy(act::run)
        .isInstanceOfSatisfying(
            PortException.class,
            e -> {
              assertThat(e).hasMessageContaining("was not made by ekube");
              assertThat(e.isPrecondition()).isTrue();
              assertThat(e.hint()).contains("mv ");
            });
  }

  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(base)) {
      return entries.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  private static int mode(Path path) throws IOException {
    return Durable.mode(path);
  }

  @FunctionalInterface
  private interface Change {
    void make() throws IOException;
  }
}
