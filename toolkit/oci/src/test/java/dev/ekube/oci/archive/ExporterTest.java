package dev.ekube.oci.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.madeup.Layers.Packing;
import dev.ekube.oci.madeup.MadeUpImages;
import dev.ekube.oci.madeup.MadeUpImages.Style;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExporterTest {
  @TempDir private Path folder;
  private BlobStore store;
  private MadeUpImages images;

  @BeforeEach
  void openStore() throws IOException {
    store = BlobStore.open(folder.resolve("store"));
    images = new MadeUpImages(store);
  }

  @Test
  void theSameLockGivesTheSameBytesWhateverTheThreadsAndTheZone() throws IOException {
    List<LockedImage> some = some(store);
    Path one = folder.resolve("one.tar");
    new Exporter(store, Progress.NONE, 1).whole(some, one);
    TimeZone before = TimeZone.getDefault();
    Path two = folder.resolve("two.tar");
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      BlobStore other = BlobStore.open(folder.resolve("other"));
      new Exporter(other, Progress.NONE, 4).whole(some(other).reversed(), two);
    } finally {
      TimeZone.setDefault(before);
    }
    assertThat(two).hasSameBinaryContentAs(one);
    // Layers without compression depend on no library's version, so this holds everywhere.
    assertThat(Digest.of(Files.readAllBytes(one)))
        .hasToString("sha256:e2d91d68d85ecf77f0fb3fd5ed65a58da37eea9cdf1f62014557d5284f661a8f");
  }

  @Test
  void aChangedBlobIsNamedAndNothingIsLeft() throws IOException {
    LockedImage image = images.image("r.io/a:1", Style.OCI, Packing.NONE);
    Digest layer = ImageBlobs.of(store, image).content().layers().getLast().digest();
    byte[] content = Files.readAllBytes(store.path(layer));
    content[0]++;
    Files.write(store.path(layer), content);
    Path file = Files.createDirectory(folder.resolve("out")).resolve("a.tar");
    assertThatThrownBy(() -> exporter().whole(List.of(image), file))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining(layer.toString())
        .hasMessageContaining("next: ekube images verify");
    assertThat(file.getParent()).isEmptyDirectory();
  }

  @Test
  void anExportThatFailsLeavesTheOlderArchiveAlone() throws IOException {
    LockedImage image = images.image("r.io/a:1", Style.OCI, Packing.NONE);
    Path file = folder.resolve("a.tar");
    exporter().whole(List.of(image), file);
    byte[] older = Files.readAllBytes(file);
    store.delete(ImageBlobs.of(store, image).content().config().digest());
    assertThatThrownBy(() -> exporter().whole(List.of(image), file))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("is not there");
    assertThat(file).hasBinaryContent(older);
  }

  @Test
  void aDeltaHoldsOnlyWhatTheOlderArchiveLacks() throws IOException {
    LockedImage old = images.image("r.io/a:1", Style.DOCKER, Packing.GZIP);
    LockedImage young = images.image("r.io/a:2", Style.DOCKER, Packing.GZIP);
    Path first = folder.resolve("first.tar");
    exporter().whole(List.of(old), first);
    Exported delta = exporter().since(List.of(old, young), first, folder.resolve("delta.tar"));
    // The shared layer and all of the old image are left out; four blobs of the young one remain.
    assertThat(delta.blobs()).isEqualTo(4);
    assertThat(delta.left()).isEqualTo(5);
    Contents held = Contents.of(delta.file());
    assertThat(held.blobs()).hasSize(4).doesNotContainKey(old.top().digest());
    assertThat(held.index(delta.file()).images())
        .extracting(ArchiveIndex.Named::name)
        .containsExactly(old.name(), young.name());
  }

  @Test
  void oneFileForEachImageIsNamedAsDockerSaveScriptsNameIt() throws IOException {
    List<LockedImage> some =
        List.of(
            images.image("registry.k8s.io/coredns/coredns:v1.11.3", Style.OCI, Packing.NONE),
            images.image("registry.k8s.io/pause:3.10", Style.DOCKER, Packing.NONE));
    exporter().compat(some, folder.resolve("compat"));
    try (Stream<Path> files = Files.list(folder.resolve("compat"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("coredns_v1.11.3.tar", "pause_3.10.tar");
    }
  }

  @Test
  void twoImagesThatWouldShareAFileAreRefused() throws IOException {
    List<LockedImage> some =
        List.of(
            images.image("a.io/pause:3.10", Style.OCI, Packing.NONE),
            images.image("b.io/pause:3.10", Style.OCI, Packing.NONE));
    assertThatThrownBy(() -> exporter().compat(some, folder.resolve("compat")))
        .hasMessageContaining("would all be pause_3.10.tar");
  }

  @Test
  void aFolderThatIsNotThereIsSaid() throws IOException {
    LockedImage image = images.image("r.io/a:1", Style.OCI, Packing.NONE);
    assertThatThrownBy(() -> exporter().whole(List.of(image), folder.resolve("no/a.tar")))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("is no folder");
  }

  private Exporter exporter() {
    return new Exporter(store, Progress.NONE);
  }

  private static List<LockedImage> some(BlobStore store) throws IOException {
    MadeUpImages images = new MadeUpImages(store);
    return List.of(
        images.image("registry.k8s.io/pause:3.10", Style.DOCKER, Packing.NONE),
        images.image("registry.k8s.io/etcd:3.5.16-0", Style.OCI, Packing.NONE),
        images.plain("ghcr.io/flannel-io/flannel:v0.26.4", Style.OCI, Packing.NONE));
  }
}
