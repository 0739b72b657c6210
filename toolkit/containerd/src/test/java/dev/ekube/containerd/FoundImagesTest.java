package dev.ekube.containerd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.oci.LockedImage;
import dev.ekube.oci.madeup.Layers.Packing;
import dev.ekube.oci.madeup.MadeUpImages;
import dev.ekube.oci.madeup.MadeUpImages.Style;
import dev.ekube.oci.store.BlobStore;
import dev.ekube.rootfs.base.Unpacked;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was prepared is found again. */
class FoundImagesTest {
  @TempDir private Path folder;

  @Test
  void everyImageIsFoundByItsTag() throws IOException {
    BlobStore store = BlobStore.open(folder.resolve("store"));
    MadeUpImages made = new MadeUpImages(store);
    List<LockedImage> images =
        List.of(
            made.plain("made-up.invalid/docker:v1", Style.DOCKER, Packing.GZIP),
            made.image("made-up.invalid/oci:v1", Style.OCI, Packing.ZSTD));
    Tree prepared =
        PreparedImages.of(store, images, new Unpacked(folder.resolve("layers")), 315_532_800L);
    Tree root = new Tree(0);
    for (Map.Entry<String, Inode> entry : prepared.all().entrySet()) {
      root.put("var/lib/containerd/" + entry.getKey(), entry.getValue());
    }
    BlobStore found = BlobStore.open(folder.resolve("found"));
    assertThat(FoundImages.in(root, "var/lib/containerd", found)).isEqualTo(images);
    assertThat(found.has(images.getLast().manifest().digest())).isTrue();
  }

  @Test
  void whereThereIsNoContainerdNothingIsFound() throws IOException {
    BlobStore store = BlobStore.open(folder);
    assertThat(FoundImages.in(new Tree(0), "var/lib/containerd", store)).isEmpty();
  }
}
