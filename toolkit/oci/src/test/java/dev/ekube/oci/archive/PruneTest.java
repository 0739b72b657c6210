package dev.ekube.oci.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.oci.LockedImage;
import dev.ekube.oci.madeup.Layers.Packing;
import dev.ekube.oci.madeup.MadeUpImages;
import dev.ekube.oci.madeup.MadeUpImages.Style;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruneTest {
  @TempDir private Path folder;
  private BlobStore store;
  private LockedImage kept;
  private LockedImage gone;

  @BeforeEach
  void fill() throws IOException {
    store = BlobStore.open(folder);
    MadeUpImages images = new MadeUpImages(store);
    kept = images.image("r.io/a:1", Style.OCI, Packing.GZIP);
    gone = images.image("r.io/b:1", Style.OCI, Packing.GZIP);
  }

  @Test
  void onlyWhatNoLockNeedsGoesAndAPlanAloneChangesNothing() throws IOException {
    int before = store.all().size();
    Prune plan = Prune.plan(store, List.of(kept));
    assertThat(store.all()).hasSize(before);
    assertThat(plan.blobs()).hasSize(4);
    plan.run();
    plan.run();
    assertThat(store.all()).hasSize(before - 4);
    assertThat(new Verifier(Progress.NONE).store(store, List.of(kept))).isEmpty();
    assertThat(Prune.plan(store, List.of(kept)).bytes()).isZero();
  }

  @Test
  void partsOfDeadPullsGoAndThoseOfLivingOnesStay() throws IOException {
    Path dead = Files.writeString(store.partial().resolve("a".repeat(64)), "dead");
    Path imported = Files.writeString(store.partial().resolve("x.import"), "dead");
    Path alive = Files.writeString(store.partial().resolve("b".repeat(64)), "alive");
    Path lock = store.partial().resolve("b".repeat(64) + ".lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      assertThat(held.isValid()).isTrue();
      Prune.plan(store, List.of(kept, gone)).run();
    }
    assertThat(dead).doesNotExist();
    assertThat(imported).doesNotExist();
    assertThat(alive).exists();
    assertThat(lock).exists();
  }

  @Test
  void anImageThatIsNotThereKeepsEverything() throws IOException {
    store.delete(kept.manifest().digest());
    assertThatThrownBy(() -> Prune.plan(store, List.of(kept)))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("next: ekube images pull");
  }
}
