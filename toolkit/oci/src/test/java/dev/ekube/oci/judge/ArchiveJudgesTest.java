package dev.ekube.oci.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.archive.Exporter;
import dev.ekube.oci.archive.Progress;
import dev.ekube.oci.madeup.Layers.Packing;
import dev.ekube.oci.madeup.MadeUpImages;
import dev.ekube.oci.madeup.MadeUpImages.Style;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other programs take the archive, and call its images by the registry's digests. */
class ArchiveJudgesTest {
  private static final String TOP = "made-up.invalid/";

  @TempDir private Path folder;
  private List<LockedImage> all;
  private List<LockedImage> forDocker;
  private Exporter exporter;
  private Path archive;

  @BeforeEach
  void export() throws IOException {
    BlobStore store = BlobStore.open(folder.resolve("store"));
    MadeUpImages images = new MadeUpImages(store);
    forDocker =
        List.of(
            images.image(TOP + "oci/gzip:v1", Style.OCI, Packing.GZIP),
            images.image(TOP + "docker/gzip:v1", Style.DOCKER, Packing.GZIP),
            images.plain(TOP + "docker/plain:v1", Style.DOCKER, Packing.GZIP),
            images.image(TOP + "oci/none:v1", Style.OCI, Packing.NONE));
    all = new ArrayList<>(forDocker);
    all.add(images.image(TOP + "oci/zstd:v1", Style.OCI, Packing.ZSTD));
    exporter = new Exporter(store, Progress.NONE);
    archive = folder.resolve("all.tar");
    exporter.whole(all, archive);
  }

  @Test
  void containerdKeepsNamesAndDigests() throws IOException, InterruptedException {
    Programs.needRoot();
    Programs.need("containerd", "ctr");
    try (Containerd containerd = Containerd.start(folder)) {
      containerd.ctr("images", "import", "--snapshotter", "native", archive.toString()).good();
      String listed = containerd.ctr("images", "ls").good();
      for (LockedImage image : all) {
        assertThat(listed.lines().filter(line -> line.startsWith(image.name() + " ")))
            .singleElement()
            .asString()
            .contains(image.top().digest().toString());
      }
      String checked = containerd.ctr("images", "check").good();
      assertThat(checked.lines().filter(line -> line.contains(" complete ("))).hasSize(all.size());
    }
  }

  @Test
  void containerdTakesOneFileForEachImageAsTheOriginalImportsThem()
      throws IOException, InterruptedException {
    Programs.needRoot();
    Programs.need("containerd", "ctr");
    Path compat = folder.resolve("compat");
    exporter.compat(List.of(all.get(1)), compat);
    try (Containerd containerd = Containerd.start(folder)) {
      String name = all.get(1).name().value();
      String file = compat.resolve("gzip_v1.tar").toString();
      containerd
          .ctr("image", "import", "--snapshotter", "native", "--base-name", name, file)
          .good();
      assertThat(containerd.ctr("images", "ls", "-q").good().lines().toList())
          .anyMatch(line -> line.endsWith(name));
    }
  }

  @Test
  void containerdRefusesADeltaInWords() throws IOException, InterruptedException {
    Programs.needRoot();
    Programs.need("containerd", "ctr");
    Path delta = folder.resolve("delta.tar");
    exporter.since(all, archive, delta);
    try (Containerd containerd = Containerd.start(folder)) {
      Programs.Said said = containerd.ctr("images", "import", delta.toString());
      assertThat(said.status()).isNotZero();
      assertThat(said.text()).contains("delta-for-ekube-images-import");
    }
  }

  @Test
  void dockerLoadsAllButZstd() throws IOException, InterruptedException {
    Programs.need("docker");
    assume(Programs.run("docker", "version").status() == 0, "the Docker daemon does not answer");
    Path file = folder.resolve("docker.tar");
    exporter.whole(forDocker, file);
    try {
      Programs.run("docker", "load", "-i", file.toString()).good();
      for (LockedImage image : forDocker) {
        Programs.run("docker", "image", "inspect", image.name().value()).good();
      }
      Path delta = folder.resolve("delta.tar");
      exporter.since(forDocker, file, delta);
      Programs.Said said = Programs.run("docker", "load", "-i", delta.toString());
      assertThat(said.status()).isNotZero();
      assertThat(said.text()).contains("this-is-a-delta-for-ekube-images-import");
    } finally {
      for (LockedImage image : forDocker) {
        Programs.run("docker", "rmi", image.name().value());
      }
    }
  }

  @Test
  void skopeoReadsBothSides() throws IOException, InterruptedException {
    Programs.need("skopeo");
    for (LockedImage image : all) {
      Path target = folder.resolve("out-" + all.indexOf(image));
      Programs.run(
              "skopeo", "copy", "docker-archive:" + archive + ":" + image.name(), "dir:" + target)
          .good();
    }
    LockedImage image = all.getFirst();
    Path raw = folder.resolve("raw.json");
    Programs.Said said =
        Programs.run(
            "sh",
            "-c",
            "skopeo inspect --raw oci-archive:" + archive + ":" + image.name() + " > " + raw);
    said.good();
    assertThat(Digest.of(Files.readAllBytes(raw))).isEqualTo(image.top().digest());
    Programs.run(
            "skopeo",
            "copy",
            "oci-archive:" + archive + ":" + image.name(),
            "dir:" + folder.resolve("oci"))
        .good();
  }

  @Test
  void umociFindsTheImageInTheUnpackedLayout() throws IOException, InterruptedException {
    Programs.need("umoci", "tar");
    Path one = folder.resolve("one.tar");
    exporter.whole(List.of(all.get(3)), one);
    Path layout = Files.createDirectory(folder.resolve("layout"));
    Programs.run("tar", "-xf", one.toString(), "-C", layout.toString()).good();
    Programs.Said said = Programs.run("umoci", "ls", "--layout", layout.toString());
    assertThat(said.good()).contains(all.get(3).name().value());
  }

  private static void assume(boolean condition, String reason) {
    Assumptions.assumeTrue(condition, "skipped: " + reason);
  }
}
