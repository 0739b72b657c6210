package dev.ekube.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.image.look.BuiltImage;
import dev.ekube.rootfs.tar.TarWriter;
import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ekube image}, on a small base that is made up. */
class NodeImageVerbsTest {
  @TempDir private Path folder;
  private Shell shell;
  private Path cluster;

  @BeforeEach
  void site() throws IOException {
    shell = new Shell(folder);
    cluster = shell.copyOf("quickstart");
    Tree base = new Tree(0);
    put(base, "etc/passwd", "root:x:0:0::/root:/bin/sh\n");
    put(base, "etc/group", "root:x:0:\n");
    put(base, "usr/bin/sh", "#!");
    base.put("usr/bin/tool", Inode.file(Content.ofText("#!"), 0755, 0));
    try (OutputStream out = Files.newOutputStream(cluster.resolveSibling("base.tar"))) {
      new TarWriter(2).write(base, out, bytes -> {});
    }
    say("{path: /etc/motd, content: \"a node\"}");
  }

  private static void put(Tree tree, String path, String text) throws IOException {
    tree.put(path, Inode.file(Content.ofText(text), 0644, 0));
  }

  private void say(String file) throws IOException {
    String own =
        Files.readString(cluster).replaceAll("(?ms)^images:.*?(?=^[a-z]|\\z)", "").stripTrailing();
    String images =
        "\nimages:\n  builder: layers\n  base: {from: \"tar:base.tar\"}\n"
            + "  repositories: []\n  packages: {base: [], control: []}\n  binaries: []\n  files: ["
            + file
            + "]\n";
    Files.writeString(cluster, own + images);
  }

  private List<Path> built(Path into) throws IOException {
    Shell.Run run = shell.inSandbox("image", "build", "-o", into, cluster);
    assertThat(run.exitCode()).as(run.err()).isZero();
    try (Stream<Path> files = Files.list(into)) {
      return files.sorted().toList();
    }
  }

  @Test
  void bothImagesAreBuiltTheSameEachTimeAndComparedAndWeighed() throws IOException {
    List<Path> one = built(folder.resolve("one"));
    List<Path> two = built(folder.resolve("two"));
    assertThat(one).hasSize(2);
    assertThat(one.getFirst().getFileName().toString()).matches("k8s-base-ww-[0-9a-f]{12}\\.tar");
    for (int i = 0; i < 2; i++) {
      assertThat(Files.mismatch(one.get(i), two.get(i))).isEqualTo(-1);
    }
    say("{path: /etc/motd, content: \"another\"}");
    Path changed = built(folder.resolve("three")).getFirst();
    assertThat(changed.getFileName()).isNotEqualTo(one.getFirst().getFileName());
    assertThat(shell.inSandbox("image", "diff", one.getFirst(), changed).out())
        .contains("~ /etc/motd: size 6 to 7")
        .endsWith("1 differences\n");
    assertThat(shell.inSandbox("image", "size", changed).out()).contains("in all", "/usr/bin");
    assertThat(shell.inSandbox("image", "verify", changed).out()).contains("0 differ");
  }

  @Test
  void theImagesOfTheRoleLieInside() throws IOException {
    shell.inSandbox("lock", cluster);
    Path into = folder.resolve("images");
    Shell.Run early = shell.inSandbox("image", "build", "-o", into, cluster);
    assertThat(early.exitCode()).isEqualTo(1);
    assertThat(early.err()).contains("flannel-cni-plugin", "is not in", "next: ekube images pull");
    shell.inSandbox("images", "pull", cluster);
    List<Path> both = built(into);
    assertThat(inside(both.get(0))).isEqualTo(5);
    assertThat(inside(both.get(1))).isEqualTo(9);
    assertThat(shell.inSandbox("image", "verify", both.get(1)).out()).contains("0 differ");
    assertThat(shell.inSandbox("image", "size", both.get(1)).out()).contains("/var/lib");
    assertThat(shell.inSandbox("image", "diff", both.get(0), both.get(1)).out())
        .contains("~ /var/lib/containerd/io.containerd.metadata.v1.bolt/meta.db");
    String bill = shell.inSandbox("image", "sbom", both.get(1)).out();
    assertThat(new JsonParser().validate(bill.getBytes(UTF_8), Version.VERSION_16)).isEmpty();
    assertThat(bill)
        .contains("\"registry.k8s.io/etcd\"", "pkg:oci/kube-proxy@", "\"/usr/bin/tool\"")
        .doesNotContain("/var/lib/containerd");
    Files.writeString(cluster, Files.readString(cluster) + "  kubernetes: none\n");
    assertThat(inside(built(folder.resolve("none")).getFirst())).isZero();
  }

  /** How many images have their configuration among containerd's blobs, by what is unpacked. */
  private long inside(Path image) throws IOException {
    String blobs = "/var/lib/containerd/io.containerd.content.v1.content/blobs/sha256/";
    Tree tree = BuiltImage.read(image, folder.resolve("looked-at"));
    long count = 0;
    for (String path : tree.all().keySet()) {
      boolean isBlob = ("/" + path).startsWith(blobs);
      if (isBlob
          && ((Inode.Kind.Regular) tree.all().get(path).kind())
              .content()
              .text()
              .contains("\"rootfs\"")) {
        count++;
      }
    }
    return count;
  }

  @Test
  void whatIsWrongIsSaidAndNothingIsLeft() throws IOException {
    say("{path: /etc/motd, content: \"a node\", owner: nobody-knows}");
    Path into = Files.createDirectories(folder.resolve("images"));
    Shell.Run run = shell.inSandbox("image", "build", "-o", into, cluster);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("there is no user nobody-knows");
    assertThat(into).isEmptyDirectory();
    say("{path: /etc/motd, content: \"a node\"}");
    shell.inSandbox("image", "build", "--only", "control", "-o", into, cluster);
    assertThat(into).isDirectoryContaining("glob:**k8s-control-ww-*");
    assertThat(into).isDirectoryNotContaining("glob:**k8s-base-ww-*");
    assertThat(shell.inSandbox("image", "build", "--only", "x", cluster).exitCode()).isEqualTo(2);
    assertThat(shell.inSandbox("image", "size", into.resolve("none.tar")).exitCode()).isEqualTo(4);
  }
}
