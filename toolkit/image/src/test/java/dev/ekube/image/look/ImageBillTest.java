package dev.ekube.image.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.image.pack.InstalledPackages;
import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import dev.ekube.rpm.RpmPackage;
import dev.ekube.rpm.madeup.MadeUpRpm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.cyclonedx.model.Component;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bill of materials says of an image. */
class ImageBillTest {
  @TempDir private Path folder;

  private Tree tree() throws IOException {
    Tree tree = new Tree(0);
    put(tree, "etc/os-release", "NAME=Rocky\nID=\"rocky\"\n", 0644);
    put(tree, "usr/bin/tool", "of a package", 0755);
    put(tree, "usr/local/bin/helm", "by URL", 0755);
    put(tree, "var/lib/containerd/x/pause", "of an image", 0755);
    Path file = new MadeUpRpm("tool", "2.0~rc1", "1.el9").file("/usr/bin/tool", "x").write(folder);
    InstalledPackages.add(tree, List.of(RpmPackage.read(file)), 0);
    return tree;
  }

  private static void put(Tree tree, String path, String text, int mode) throws IOException {
    tree.put(path, Inode.file(Content.ofText(text), mode, 0));
  }

  @Test
  void packagesHaveTheirVersionAndAPackageUrl() throws IOException {
    List<Component> packages = ImageBill.packages(tree());
    assertThat(packages).extracting(Component::getName).containsExactly("tool");
    assertThat(packages.getFirst().getVersion()).isEqualTo("2.0~rc1-1.el9");
    assertThat(packages.getFirst().getPurl()).startsWith("pkg:rpm/rocky/tool@2.0~rc1-1.el9?arch=");
  }

  @Test
  void programsAreThoseThatNoPackageBringsWithTheirDigests() throws IOException {
    List<Component> programs = ImageBill.programs(tree(), Set.of("var/lib/containerd"));
    assertThat(programs).extracting(Component::getName).containsExactly("/usr/local/bin/helm");
    assertThat(programs.getFirst().getHashes()).hasSize(1);
  }
}
