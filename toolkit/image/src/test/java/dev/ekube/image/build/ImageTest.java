package dev.ekube.image.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.image.look.BuiltImage;
import dev.ekube.image.look.ImageDiff;
import dev.ekube.image.look.ImageSize;
import dev.ekube.image.pack.Payloads;
import dev.ekube.model.node.NodeFile;
import dev.ekube.model.node.NodeImageKind;
import dev.ekube.model.node.NodeImages;
import dev.ekube.model.node.NodeLink;
import dev.ekube.model.node.NodeUnits;
import dev.ekube.model.node.NodeUser;
import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images without packages: base, files, links, units, users, and the tar that holds them. */
class ImageTest {
  @TempDir Path folder;

  private static Tree base() throws IOException {
    Tree tree = new Tree(0);
    put(tree, "etc/passwd", "root:x:0:0::/root:/bin/sh\n");
    put(tree, "etc/group", "root:x:0:\n");
    put(tree, "usr/bin/sh", "sh");
    tree.put("bin", Inode.symlink("usr/bin", 0));
    put(tree, "usr/lib/modules/5.14.0-70.el9/vmlinuz", "old");
    put(tree, "usr/lib/modules/5.14.0-503.el9/vmlinuz", "new");
    put(tree, "usr/lib/systemd/system/a.service", "[Install]\nWantedBy=multi-user.target\n");
    return tree;
  }

  private static void put(Tree tree, String path, String text) throws IOException {
    tree.put(path, Inode.file(Content.ofText(text), 0644, 0));
  }

  private static NodeFile file(String path, String text, NodeImageKind... kinds) {
    return new NodeFile(
        path,
        new NodeFile.Content.Inline(text),
        0640,
        "site",
        "site",
        new TreeSet<>(Set.of(kinds)));
  }

  private Tree built(NodeImageKind kind, NodeFile... files) throws IOException {
    NodeImages content =
        new NodeImages(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(files),
            List.of(new NodeLink("/bin/k", "sh", new TreeSet<>(Set.of(kind)))),
            new NodeUnits(List.of("a.service", "none.service"), List.of(), List.of("b.service")),
            List.of(new NodeUser("site", OptionalInt.of(450), "site", "/", "/bin/sh", List.of())),
            List.of(),
            Optional.empty(),
            List.of("usr/share/doc/*"));
    ImageParts parts =
        new ImageParts(
            kind,
            base(),
            List.of(),
            content,
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            315_532_800L);
    return Assembler.assemble(parts, new Payloads(folder.resolve("payloads")));
  }

  @Test
  void filesOfTheSiteAreThereWithTheirOwners() throws IOException {
    Tree tree =
        built(
            NodeImageKind.BASE,
            file("/etc/both", "x", NodeImageKind.BASE, NodeImageKind.CONTROL),
            file("/etc/control", "x", NodeImageKind.CONTROL));
    Inode both = tree.get("etc/both").orElseThrow();
    assertThat(both.uid()).isEqualTo(450);
    assertThat(both.gid()).isEqualTo(450);
    assertThat(both.mode()).isEqualTo(0640);
    assertThat(tree.get("etc/control")).isEmpty();
    assertThat(tree.all()).containsKeys("usr/bin/k", "etc/warewulf/excludes");
    assertThat(tree.all())
        .containsKeys(
            "etc/systemd/system/multi-user.target.wants/a.service", "etc/systemd/system/b.service");
  }

  @Test
  void warewulfFindsOneKernelTheNewestBesideItsModules() throws IOException {
    Tree tree = built(NodeImageKind.BASE);
    assertThat(Kernels.of(tree)).containsExactly("5.14.0-503.el9");
    assertThat(tree.all()).containsKey("boot/vmlinuz-5.14.0-503.el9");
  }

  @Test
  void aSecretStopsTheBuild() {
    assertThatThrownBy(
            () -> built(NodeImageKind.BASE, file("/etc/ssh/ssh_host_rsa_key", "x", BASE_ALONE)))
        .hasMessageContaining("ssh_host_rsa_key")
        .hasMessageContaining("secret");
  }

  private static final NodeImageKind BASE_ALONE = NodeImageKind.BASE;

  @Test
  void theSameImageGivesTheSameBytesUnderANameOfItsContent() throws IOException {
    Tree tree = built(NodeImageKind.BASE);
    DualTar.Written one = new DualTar("k8s-base-ww", "amd64", 1).write(tree, folder, b -> {});
    Path other = folder.resolve("other");
    DualTar.Written two =
        new DualTar("k8s-base-ww", "amd64", 5).write(built(NodeImageKind.BASE), other, b -> {});
    assertThat(Files.mismatch(one.file(), two.file())).isEqualTo(-1);
    assertThat(one.file().getFileName())
        .hasToString("k8s-base-ww-" + one.layer().substring(0, 12) + ".tar");
    Tree back = BuiltImage.read(one.file(), folder.resolve("cache"));
    assertThat(ImageDiff.of(tree, back)).isEmpty();
    assertThat(ImageSize.total(back)).isEqualTo(ImageSize.total(tree));
    Tree changed = built(NodeImageKind.BASE, file("/etc/new", "x", BASE_ALONE));
    assertThat(ImageDiff.of(back, changed)).containsExactly("+ /etc/new (1 bytes)");
  }
}
