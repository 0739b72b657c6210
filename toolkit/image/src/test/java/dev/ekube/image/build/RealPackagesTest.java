package dev.ekube.image.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.image.look.ImageVerification;
import dev.ekube.image.pack.Payloads;
import dev.ekube.model.node.AllowedScriptlet;
import dev.ekube.model.node.NodeImageKind;
import dev.ekube.model.node.NodeImages;
import dev.ekube.model.node.NodeUnits;
import dev.ekube.rootfs.base.Unpacked;
import dev.ekube.rootfs.tar.TarWriter;
import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import dev.ekube.rpm.RpmPackage;
import dev.ekube.rpm.madeup.SpecFile;
import dev.ekube.rpm.madeup.Tools;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A package that rpmbuild made, laid over a base, as the real rpm sees it. */
class RealPackagesTest {
  @TempDir Path folder;

  private static Tree base() throws IOException {
    Tree tree = new Tree(0);
    put(tree, "etc/passwd", "root:x:0:0::/root:/bin/sh\nawkward:x:990:990::/:/bin/false\n");
    put(tree, "etc/group", "root:x:0:\nadm:x:4:\nawkward:x:990:\n");
    tree.put("usr/bin", Inode.directory(0755, 0));
    tree.put("bin", Inode.symlink("usr/bin", 0));
    return tree;
  }

  private static void put(Tree tree, String path, String text) throws IOException {
    tree.put(path, Inode.file(Content.ofText(text), 0644, 0));
  }

  private Tree built(VerifiedPackage rpm, List<AllowedScriptlet> allowed) throws IOException {
    return built(List.of(rpm), allowed);
  }

  private Tree built(List<VerifiedPackage> rpms, List<AllowedScriptlet> allowed)
      throws IOException {
    NodeImages content =
        new NodeImages(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new NodeUnits(List.of(), List.of(), List.of()),
            List.of(),
            allowed,
            Optional.empty(),
            List.of());
    ImageParts parts =
        new ImageParts(
            NodeImageKind.BASE,
            base(),
            rpms,
            content,
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            315_532_800L);
    return Assembler.assemble(parts, new Payloads(folder.resolve("payloads")));
  }

  private VerifiedPackage awkward() throws IOException {
    Path file = SpecFile.build(folder, SpecFile.AWKWARD, "_binary_payload w3.zstdio");
    String sha256 = Unpacked.sha256(new Content.Stretch(file, 0, Files.size(file)));
    return new VerifiedPackage(RpmPackage.read(file), sha256);
  }

  private static List<AllowedScriptlet> allow(VerifiedPackage rpm) {
    List<AllowedScriptlet> allowed = new ArrayList<>();
    rpm.rpm()
        .scriptlets()
        .forEach(
            s -> {
              for (AllowedScriptlet.Kind kind : AllowedScriptlet.Kind.values()) {
                allowed.add(new AllowedScriptlet("awkward", kind, s.sha256()));
              }
            });
    return allowed;
  }

  @Test
  void anUnknownScriptStopsTheBuildAndIsShownWithTheLinesThatAllowIt() throws IOException {
    Tools.need("rpmbuild");
    VerifiedPackage rpm = awkward();
    assertThatThrownBy(() -> built(rpm, List.of()))
        .hasMessageContaining("tried to install awkward")
        .hasMessageContaining("echo other")
        .hasMessageContaining("- {package: awkward, kind: trigger, do: skip, sha256: ");
  }

  @Test
  void everyFileIsAsThePackageHasItAndRealRpmAgrees() throws IOException {
    Tools.need("rpmbuild", "rpm", "tar");
    VerifiedPackage rpm = awkward();
    Tree tree = built(rpm, allow(rpm));
    ImageVerification.Report report = ImageVerification.of(tree);
    assertThat(report.packages()).isEqualTo(1);
    assertThat(report.differences()).isEmpty();
    assertThat(tree.get("usr/bin/a").orElseThrow()).isSameAs(tree.get("etc/z").orElseThrow());
    Tools.needRoot();
    Path tar = folder.resolve("root.tar");
    try (OutputStream out = Files.newOutputStream(tar)) {
      new TarWriter(2).write(tree, out, bytes -> {});
    }
    Path root = Files.createDirectories(folder.resolve("root"));
    Tools.run(
        "tar",
        "--extract",
        "--numeric-owner",
        "--preserve-permissions",
        "--xattrs",
        "--xattrs-include=*",
        "--file",
        tar.toString(),
        "--directory",
        root.toString());
    String[] rpmIn = {"rpm", "--root", root.toString(), "--dbpath", "/var/lib/rpm"};
    assertThat(Tools.run(rpmIn[0], rpmIn[1], rpmIn[2], rpmIn[3], rpmIn[4], "-qa"))
        .contains("awkward-1.0~rc1-3.el9");
    assertThat(
            Tools.run(
                rpmIn[0], rpmIn[1], rpmIn[2], rpmIn[3], rpmIn[4], "-V", "--nodeps", "awkward"))
        .isEmpty();
  }

  @Test
  void aFileThatChangedIsNamed() throws IOException {
    Tools.need("rpmbuild");
    VerifiedPackage rpm = awkward();
    Tree tree = built(rpm, allow(rpm));
    put(tree, "usr/bin/b", "changed");
    assertThat(ImageVerification.of(tree).isBad()).isTrue();
    assertThat(ImageVerification.of(tree).differences())
        .extracting(ImageVerification.Difference::path)
        .containsExactly("/usr/bin/b");
  }

  private VerifiedPackage plain(String name, String path, String content) throws IOException {
    String spec =
        """
        Name: %s
        Version: 1
        Release: 1
        Summary: s
        License: MIT
        %%description
        d
        %%install
        mkdir -p %%{buildroot}$(dirname %s)
        echo %s > %%{buildroot}%s
        %%files
        %s
        """
            .formatted(name, path, content, path, path);
    Path file = SpecFile.build(Files.createDirectories(folder.resolve(name)), spec);
    String sha256 = Unpacked.sha256(new Content.Stretch(file, 0, Files.size(file)));
    return new VerifiedPackage(RpmPackage.read(file), sha256);
  }

  @Test
  void twoPackagesMayShareAPathOnlyWithTheSameContent() throws IOException {
    Tools.need("rpmbuild");
    VerifiedPackage one = plain("one", "/usr/bin/shared", "x");
    VerifiedPackage same = plain("same", "/bin/shared", "x");
    VerifiedPackage other = plain("other", "/bin/shared", "y");
    assertThat(built(List.of(one, same), List.of()).all()).containsKey("usr/bin/shared");
    assertThatThrownBy(() -> built(List.of(one, other), List.of()))
        .hasMessageContaining("another /bin/shared than one");
  }

  @Test
  void aPackageCannotTakeThePlaceOfADirectory() throws IOException {
    Tools.need("rpmbuild");
    VerifiedPackage bad = plain("bad", "/usr/bin", "x");
    assertThatThrownBy(() -> built(bad, List.of())).hasMessageContaining("in place of a directory");
  }
}
