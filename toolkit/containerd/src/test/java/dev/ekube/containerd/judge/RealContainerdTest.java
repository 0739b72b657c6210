package dev.ekube.containerd.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.containerd.PreparedImages;
import dev.ekube.containerd.Tars;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.archive.Exporter;
import dev.ekube.oci.archive.Progress;
import dev.ekube.oci.judge.Containerd;
import dev.ekube.oci.judge.Programs;
import dev.ekube.oci.madeup.Layers.Packing;
import dev.ekube.oci.madeup.MadeUpImages;
import dev.ekube.oci.madeup.MadeUpImages.Style;
import dev.ekube.oci.store.BlobStore;
import dev.ekube.rootfs.base.Unpacked;
import dev.ekube.rootfs.tar.TarWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** containerd itself starts on the prepared folder, and finds what it would have made. */
class RealContainerdTest {
  private static final String TOP = "made-up.invalid/";

  /** A program that is linked to nothing, so that it runs in an image that holds nothing else. */
  private static final Path PROGRAM = Path.of("/sbin/ldconfig");

  @TempDir private Path folder;
  private BlobStore store;
  private List<LockedImage> images;
  private LockedImage opaque;

  @BeforeEach
  void prepare() throws IOException, InterruptedException {
    Programs.needRoot();
    Programs.need("containerd", "ctr", "tar");
    store = BlobStore.open(folder.resolve("store"));
    MadeUpImages made = new MadeUpImages(store);
    images =
        List.of(
            made.image(TOP + "oci/gzip:v1", Style.OCI, Packing.GZIP),
            made.image(TOP + "oci/zstd:v1", Style.OCI, Packing.ZSTD),
            made.plain(TOP + "docker/plain:v1", Style.DOCKER, Packing.GZIP),
            made.of(
                TOP + "layers:v1",
                List.of(
                    Tars.bytes("etc/=0711", "etc/a", "etc/b", "old/x", "old/deep/y", "c->etc/a"),
                    Tars.bytes("etc/.wh.a", "old/.wh.x"),
                    Tars.bytes("etc/d")),
                Map.of()),
            made.of(TOP + "program:v1", List.of(Tars.file("ldconfig", program())), Map.of()));
    opaque =
        made.of(
            TOP + "opaque:v1",
            List.of(Tars.bytes("old/x", "old/deep/y"), Tars.bytes("old/.wh..wh..opq", "old/new")),
            Map.of());
    lay("prepared", images);
  }

  private void lay(String where, List<LockedImage> some) throws IOException, InterruptedException {
    Path tar = folder.resolve(where + ".tar");
    try (OutputStream out = Files.newOutputStream(tar)) {
      Unpacked layers = new Unpacked(folder.resolve("layers"));
      new TarWriter(1)
          .write(PreparedImages.of(store, some, layers, 315_532_800L), out, bytes -> {});
    }
    Path root = Files.createDirectories(folder.resolve(where).resolve("root"));
    Programs.run("tar", "-xpf", tar.toString(), "-C", root.toString()).good();
  }

  private static byte[] program() throws IOException {
    return Files.isReadable(PROGRAM) ? Files.readAllBytes(PROGRAM) : new byte[0];
  }

  private static Containerd start(Path where) throws IOException, InterruptedException {
    Containerd containerd = Containerd.start(where);
    boolean overlay =
        containerd
            .ctr("plugins", "ls")
            .good()
            .lines()
            .anyMatch(line -> line.matches(".*snapshotter\\.v1 +overlayfs .* ok *"));
    if (!overlay) {
      containerd.close();
    }
    Assumptions.assumeTrue(overlay, "skipped: " + where + " carries no overlay file system");
    return containerd;
  }

  @Test
  void everyImageIsThereAndUnpacked() throws IOException, InterruptedException {
    try (Containerd containerd = start(folder.resolve("prepared"))) {
      String checked = containerd.ctr("images", "check").good();
      for (LockedImage image : images) {
        assertThat(checked.lines().filter(line -> line.startsWith(image.name() + " ")))
            .singleElement()
            .asString()
            .contains(image.top().digest().toString())
            // Size, size, and whether the layers are unpacked.
            .endsWith(" true");
      }
    }
  }

  @Test
  void aMountShowsWhatTheLayersMean() throws IOException, InterruptedException {
    lay("opaque", List.of(opaque));
    assertThat(mounted("prepared", TOP + "layers:v1"))
        .containsExactly(
            "c 644",
            "etc 711",
            "etc/b 644",
            "etc/d 644",
            "old 755",
            "old/deep 755",
            "old/deep/y 644");
    assertThat(mounted("opaque", TOP + "opaque:v1")).containsExactly("old 755", "old/new 644");
  }

  private List<String> mounted(String where, String image)
      throws IOException, InterruptedException {
    Path mount = Files.createDirectory(folder.resolve("mount-" + where));
    try (Containerd containerd = start(folder.resolve(where))) {
      containerd.ctr("images", "mount", image, mount.toString()).good();
      try {
        String found =
            Programs.run("find", mount.toString(), "-mindepth", "1", "-printf", "%P %m\\n").good();
        return found.lines().map(line -> line.replaceFirst("^.*: ", "")).sorted().toList();
      } finally {
        containerd.ctr("images", "unmount", mount.toString());
      }
    }
  }

  @Test
  void collectingGarbageTakesNothingThatIsNamed() throws IOException, InterruptedException {
    Path snapshots =
        folder.resolve("prepared/root/io.containerd.snapshotter.v1.overlayfs/snapshots");
    try (Containerd containerd = start(folder.resolve("prepared"))) {
      String before = Programs.run("ls", snapshots.toString()).good();
      containerd.ctr("images", "tag", images.getFirst().name().value(), "another:name").good();
      containerd.ctr("images", "rm", "--sync", "another:name").good();
      assertThat(Programs.run("ls", snapshots.toString()).good()).isEqualTo(before);
    }
  }

  @Test
  void theDatabasesAreThoseThatContainerdMakes() throws IOException, InterruptedException {
    Path archive = folder.resolve("all.tar");
    new Exporter(store, Progress.NONE).whole(images, archive);
    Path imported = Files.createDirectory(folder.resolve("imported"));
    try (Containerd containerd = start(imported)) {
      containerd.ctr("images", "import", "--snapshotter", "overlayfs", archive.toString()).good();
      for (LockedImage image : images) {
        containerd
            .ctr(
                "images",
                "label",
                image.name().value(),
                "io.cri-containerd.image=managed",
                "io.cri-containerd.pinned=pinned")
            .good();
      }
    }
    Databases ours = Databases.in(folder.resolve("prepared/root"));
    Databases theirs = Databases.in(imported.resolve("root"));
    assertThat(ours.images()).isEqualTo(theirs.images());
    assertThat(ours.blobs()).isEqualTo(theirs.blobs());
    assertThat(ours.snapshots()).isEqualTo(theirs.snapshots());
    assertThat(ours.snapshotter()).isEqualTo(theirs.snapshotter());
  }

  @Test
  void aContainerRuns() throws IOException, InterruptedException {
    Programs.need("runc");
    Assumptions.assumeTrue(
        Files.isExecutable(PROGRAM)
            && Programs.run("file", "-L", PROGRAM.toString()).text().contains("static"),
        "skipped: this machine has no " + PROGRAM + " that is linked to nothing");
    try (Containerd containerd = start(folder.resolve("prepared"))) {
      assertThat(
              containerd
                  .ctr("run", "--rm", TOP + "program:v1", "test", "/ldconfig", "--version")
                  .good())
          .contains("ldconfig");
    }
  }
}
