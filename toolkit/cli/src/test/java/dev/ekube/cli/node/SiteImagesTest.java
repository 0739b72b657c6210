package dev.ekube.cli.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ekube.adapters.warewulf.ImageRoots;
import dev.ekube.apply.port.PortException;
import dev.ekube.apply.port.RecordingReporter;
import dev.ekube.cli.manager.ClusterFile;
import dev.ekube.cli.manager.Deployment;
import dev.ekube.cli.manager.Manager;
import dev.ekube.lock.Lock;
import dev.ekube.model.Architecture;
import dev.ekube.model.Cluster;
import dev.ekube.model.ImageName;
import dev.ekube.model.node.NodeImageKind;
import dev.ekube.rootfs.tar.TarWriter;
import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The names of node images say what they are made of. */
class SiteImagesTest {
  @TempDir private Path folder;
  private Path cluster;

  @BeforeEach
  void site() throws IOException {
    cluster = folder.resolve("cluster.yaml");
    base("a program");
    Files.writeString(folder.resolve("motd"), "a node");
    say("{path: /etc/motd, from: motd}");
  }

  private void base(String program) throws IOException {
    Tree base = new Tree(0);
    put(base, "etc/passwd", "root:x:0:0::/root:/bin/sh\n");
    put(base, "etc/group", "root:x:0:\n");
    put(base, "usr/bin/sh", program);
    try (OutputStream out = Files.newOutputStream(folder.resolve("base.tar"))) {
      new TarWriter(2).write(base, out, bytes -> {});
    }
  }

  private static void put(Tree tree, String path, String text) throws IOException {
    tree.put(path, Inode.file(Content.ofText(text), 0644, 0));
  }

  private void say(String file) throws IOException {
    Path example = Path.of(System.getProperty("ekube.root"), "examples/lab/cluster.yaml");
    String images =
        "images:\n  builder: layers\n  base: {from: \"tar:base.tar\"}\n  repositories: []\n"
            + "  packages: {base: [], control: []}\n  binaries: []\n  files: ["
            + file
            + "]\n";
    Files.writeString(
        cluster, Files.readString(example).replaceFirst("(?m)^images:\n( .*\n)+", images));
  }

  private SiteImages images(Graft... grafts) {
    Manager manager = Manager.in(folder.resolve("state"));
    Cluster read = Deployment.of(ClusterFile.read(cluster, manager)).cluster();
    List<Graft> all = List.of(grafts);
    return new SiteImages(
        cluster,
        read,
        manager,
        new Lock(Architecture.AMD64, List.of()),
        Map.of(NodeImageKind.BASE, all, NodeImageKind.CONTROL, all));
  }

  private String name() {
    return images().name(NodeImageKind.BASE).value();
  }

  @Test
  void aNameChangesWithEveryPartAndWithNothingElse() throws IOException {
    String first = name();
    assertThat(first).matches("k8s-base-ww-[0-9a-f]{12}");
    assertThat(images().name(NodeImageKind.CONTROL).value())
        .matches("k8s-control-ww-[0-9a-f]{12}")
        .doesNotEndWith(first.substring(first.length() - 12));
    Files.setLastModifiedTime(folder.resolve("motd"), FileTime.from(Instant.EPOCH));
    Files.writeString(cluster, Files.readString(cluster) + "# a remark\n");
    assertThat(name()).isEqualTo(first);
    Files.writeString(folder.resolve("motd"), "b node");
    String file = name();
    base("b program");
    String base = name();
    say("{path: /etc/motd, from: motd, mode: 0600}");
    String mode = name();
    Graft graft = new Graft("opt/tool", folder.resolve("state"), false, "1");
    String grafted = images(graft).name(NodeImageKind.BASE).value();
    assertThat(List.of(first, file, base, mode, grafted)).doesNotHaveDuplicates();
  }

  @Test
  void anImageIsBuiltWhereWarewulfLooksForItAndNoOtherIs() throws IOException {
    Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    assumeThat(user).as("only root can give files owners").isEqualTo(0);
    Path roots = Files.createDirectories(folder.resolve("chroots"));
    SiteImages images = images();
    LayersBuilder builder = new LayersBuilder(images, new ImageRoots(roots));
    ImageName control = images.name(NodeImageKind.CONTROL);
    builder.build(List.of(control), new RecordingReporter());
    assertThat(roots).isDirectoryContaining("glob:**/" + control);
    assertThat(roots).isDirectoryNotContaining("glob:**/k8s-base-ww-*");
    assertThat(roots.resolve(control + "/rootfs/etc/motd")).hasContent("a node");
    assertThatThrownBy(
            () ->
                builder.build(
                    List.of(new ImageName("k8s-base-ww-of-old")), new RecordingReporter()))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("k8s-base-ww-of-old");
  }
}
