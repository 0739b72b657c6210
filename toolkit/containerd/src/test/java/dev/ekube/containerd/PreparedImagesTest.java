package dev.ekube.containerd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.containerd.bolt.BoltReader;
import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.madeup.Layers.Packing;
import dev.ekube.oci.madeup.MadeUpImages;
import dev.ekube.oci.madeup.MadeUpImages.Style;
import dev.ekube.oci.manifest.Manifest;
import dev.ekube.oci.manifest.ManifestReader;
import dev.ekube.oci.store.BlobStore;
import dev.ekube.rootfs.base.Unpacked;
import dev.ekube.rootfs.tar.TarWriter;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a containerd finds when it starts on the prepared folder. */
class PreparedImagesTest {
  private static final long TIME = 315_532_800L;
  private static final String SNAPSHOTS = "io.containerd.snapshotter.v1.overlayfs/snapshots/";
  private static final String BLOBS = "io.containerd.content.v1.content/blobs/sha256/";
  private static final String IMAGES = "v1/k8s.io/images/";

  @TempDir private Path folder;
  private BlobStore store;
  private MadeUpImages images;

  @BeforeEach
  void openStore() throws IOException {
    store = BlobStore.open(folder.resolve("store"));
    images = new MadeUpImages(store);
  }

  private Tree prepare(LockedImage... some) throws IOException {
    return PreparedImages.of(store, List.of(some), new Unpacked(folder.resolve("layers")), TIME);
  }

  private static SortedMap<String, String> metadata(Tree tree) throws IOException {
    return database(tree, "io.containerd.metadata.v1.bolt/meta.db");
  }

  private static SortedMap<String, String> database(Tree tree, String path) throws IOException {
    Inode.Kind.Regular file = (Inode.Kind.Regular) tree.get(path).orElseThrow().kind();
    return BoltReader.read(file.content().bytes());
  }

  private Manifest.Image content(LockedImage image) throws IOException {
    return (Manifest.Image) ManifestReader.read(store.bytes(image.manifest().digest(), 1 << 20));
  }

  @Test
  void anImageIsFoundByTagDigestAndIdAndIsPinned() throws IOException {
    LockedImage image = images.image("made-up.invalid/one:v1", Style.OCI, Packing.GZIP);
    SortedMap<String, String> found = metadata(prepare(image));
    for (String name :
        List.of(
            "made-up.invalid/one:v1",
            "made-up.invalid/one@" + image.top().digest(),
            content(image).config().digest().toString())) {
      assertThat(found)
          .containsEntry(IMAGES + name + "/target/digest", image.top().digest().toString())
          .containsEntry(IMAGES + name + "/labels/io.cri-containerd.pinned", "pinned")
          .containsEntry(IMAGES + name + "/labels/io.cri-containerd.image", "managed");
    }
  }

  @Test
  void manifestsAndConfigurationsAreKeptAndPackedLayersAreNot() throws IOException {
    LockedImage image = images.image("made-up.invalid/one:v1", Style.DOCKER, Packing.GZIP);
    Tree tree = prepare(image);
    Manifest.Image content = content(image);
    assertThat(tree.list(BLOBS))
        .containsExactlyInAnyOrder(
            image.top().digest().hex(),
            image.manifest().digest().hex(),
            content.config().digest().hex());
    assertThat(metadata(tree))
        .containsEntry(
            "v1/k8s.io/content/blob/"
                + image.manifest().digest()
                + "/labels/containerd.io/gc.ref.content.config",
            content.config().digest().toString());
  }

  @Test
  void whatImagesShareIsUnpackedOnceHoweverItIsPacked() throws IOException {
    Tree tree =
        prepare(
            images.image("made-up.invalid/gzip:v1", Style.OCI, Packing.GZIP),
            images.image("made-up.invalid/none:v1", Style.OCI, Packing.NONE),
            images.image("made-up.invalid/zstd:v1", Style.OCI, Packing.ZSTD));
    assertThat(tree.list(SNAPSHOTS)).containsExactly("1", "2", "3", "4");
    assertThat(tree.get(SNAPSHOTS + "1/fs/etc/os-release")).isPresent();
    SortedMap<String, String> snapshots =
        database(tree, "io.containerd.snapshotter.v1.overlayfs/metadata.db");
    assertThat(snapshots.keySet().stream().filter(key -> key.startsWith("v1/parents/")))
        .filteredOn(key -> !key.endsWith("/"))
        .containsExactly("v1/parents/\1\0\2", "v1/parents/\1\0\3", "v1/parents/\1\0\4");
    assertThat(snapshots).containsEntry("v1/snapshots/", "4");
  }

  @Test
  void aConfigurationKeepsItsUnpackedLayers() throws IOException {
    LockedImage image = images.plain("made-up.invalid/one:v1", Style.OCI, Packing.NONE);
    SortedMap<String, String> found = metadata(prepare(image));
    String chain =
        found.get(
            "v1/k8s.io/content/blob/"
                + content(image).config().digest()
                + "/labels/containerd.io/gc.ref.snapshot.overlayfs");
    assertThat(found)
        .containsEntry("v1/k8s.io/snapshots/overlayfs/" + chain + "/name", "k8s.io/2/" + chain)
        .containsKey("v1/k8s.io/snapshots/overlayfs/" + chain + "/parent");
  }

  @Test
  void theSameImagesGiveTheSameBytes() throws IOException {
    LockedImage one = images.image("made-up.invalid/one:v1", Style.OCI, Packing.GZIP);
    LockedImage two = images.image("made-up.invalid/two:v1", Style.OCI, Packing.ZSTD);
    assertThat(tar(prepare(one, two))).isEqualTo(tar(prepare(two, one)));
  }

  private static byte[] tar(Tree tree) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TarWriter(2).write(tree, out, bytes -> {});
    return out.toByteArray();
  }

  @Test
  void aLayerThatIsNotInTheStoreIsNamed() throws IOException {
    LockedImage image = images.image("made-up.invalid/one:v1", Style.OCI, Packing.GZIP);
    Digest layer = content(image).layers().getLast().digest();
    store.delete(layer);
    assertThatThrownBy(() -> prepare(image))
        .hasMessageContaining("made-up.invalid/one:v1")
        .hasMessageContaining(layer + " is not in ");
  }

  @Test
  void aLayerThatIsNotWhatTheConfigurationSaysIsRefused() throws IOException {
    LockedImage image = images.image("made-up.invalid/one:v1", Style.OCI, Packing.NONE);
    Path layer = store.path(content(image).layers().getLast().digest());
    byte[] bytes = Files.readAllBytes(layer);
    bytes[600] ^= 1;
    Files.write(layer, bytes);
    assertThatThrownBy(() -> prepare(image)).hasMessageContaining("is not what its configuration");
  }

  @Test
  void ownersModesAndLinksOfLayersAreKept() throws IOException {
    LockedImage image =
        images.of(
            "made-up.invalid/one:v1", List.of(Tars.bytes("a/=01777", "a/b", "c->a/b")), Map.of());
    Tree tree = prepare(image);
    assertThat(tree.get(SNAPSHOTS + "1/fs/a").orElseThrow().mode()).isEqualTo(01777);
    assertThat(tree.get(SNAPSHOTS + "1/fs/c").orElseThrow())
        .isSameAs(tree.get(SNAPSHOTS + "1/fs/a/b").orElseThrow());
  }
}
