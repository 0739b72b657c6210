package dev.ekube.oci.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.madeup.Layers.Packing;
import dev.ekube.oci.madeup.MadeUpImages;
import dev.ekube.oci.madeup.MadeUpImages.Style;
import dev.ekube.oci.manifest.Manifest;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierTest {
  @TempDir private Path folder;
  private BlobStore store;
  private LockedImage image;
  private LockedImage other;

  @BeforeEach
  void fill() throws IOException {
    store = BlobStore.open(folder.resolve("store"));
    MadeUpImages images = new MadeUpImages(store);
    image = images.image("r.io/a:1", Style.OCI, Packing.NONE);
    other = images.image("r.io/b:1", Style.OCI, Packing.NONE);
  }

  @Test
  void everyFaultOfTheStoreIsNamedWithItsImages() throws IOException {
    Manifest.Image content = ImageBlobs.of(store, image).content();
    Digest base = content.layers().getFirst().digest();
    Digest own = content.layers().getLast().digest();
    Digest config = content.config().digest();
    flipFirst(store.path(base));
    Files.writeString(store.path(config), "x", StandardOpenOption.APPEND);
    store.delete(own);
    Digest extra = store.put("extra".getBytes(StandardCharsets.UTF_8));
    assertThat(new Verifier(Progress.NONE).store(store, List.of(image, other)))
        .extracting(Fault::kind, Fault::subject, fault -> fault.images().size())
        .containsExactly(
            tuple(Fault.Kind.MISSING, own.toString(), 1),
            tuple(Fault.Kind.WRONG_SIZE, config.toString(), 1),
            tuple(Fault.Kind.WRONG_DIGEST, base.toString(), 2),
            tuple(Fault.Kind.UNLISTED, extra.toString(), 0));
  }

  @Test
  void aManifestThatIsGoneOrChangedIsOneFaultAndNotAStackTrace() throws IOException {
    flipFirst(store.path(image.manifest().digest()));
    store.delete(other.top().digest());
    assertThat(new Verifier(Progress.NONE).store(store, List.of(image, other)))
        .filteredOn(Fault::isError)
        .extracting(Fault::kind, Fault::subject)
        .containsExactly(
            tuple(Fault.Kind.MISSING, other.top().digest().toString()),
            tuple(Fault.Kind.WRONG_DIGEST, image.manifest().digest().toString()));
  }

  @Test
  void anArchiveIsHeldToTheLockByBytesAndByName() throws IOException {
    Path archive = folder.resolve("a.tar");
    new Exporter(store, Progress.NONE).whole(List.of(image, other), archive);
    Verifier verifier = new Verifier(Progress.NONE);
    assertThat(verifier.archive(archive, List.of(image, other))).isEmpty();
    assertThat(verifier.archive(archive, List.of(image)))
        .isNotEmpty()
        .allMatch(fault -> fault.kind() == Fault.Kind.UNLISTED);
    LockedImage renamed = new LockedImage(other.name(), image.top(), image.manifest());
    assertThat(verifier.archive(archive, List.of(renamed)))
        .filteredOn(Fault::isError)
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.kind()).isEqualTo(Fault.Kind.WRONG_NAME);
              assertThat(fault.subject()).isEqualTo("r.io/b:1");
            });
  }

  @Test
  void theListingCountsSharedBytesOnce() throws IOException {
    Digest extra = store.put("extra".getBytes(StandardCharsets.UTF_8));
    StoreListing listing = StoreListing.of(store, List.of(other, image));
    assertThat(listing.rows())
        .extracting(row -> row.image().name().value(), row -> row.platform().orElseThrow() + "")
        .containsExactly(tuple("r.io/a:1", "linux/amd64"), tuple("r.io/b:1", "linux/amd64"));
    StoreListing.Row first = listing.rows().getFirst();
    long base = ImageBlobs.of(store, image).content().layers().getFirst().size();
    assertThat(first.shared()).isEqualTo(base);
    assertThat(listing.bytes()).isEqualTo(first.bytes() + listing.rows().getLast().bytes() - base);
    assertThat(listing.unlisted()).isEqualTo(5);
    store.delete(extra);
    store.delete(ImageBlobs.of(store, image).content().config().digest());
    assertThat(StoreListing.of(store, List.of(image)).rows().getFirst().missing()).hasSize(1);
  }

  private static void flipFirst(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    content[0]++;
    Files.write(file, content);
  }
}
