package dev.ekube.oci.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.madeup.Layers.Packing;
import dev.ekube.oci.madeup.MadeUpImages;
import dev.ekube.oci.madeup.MadeUpImages.Style;
import dev.ekube.oci.store.BlobStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImporterTest {
  @TempDir private Path folder;
  private BlobStore from;
  private BlobStore to;
  private MadeUpImages images;

  @BeforeEach
  void openStores() throws IOException {
    from = BlobStore.open(folder.resolve("from"));
    to = BlobStore.open(folder.resolve("to"));
    images = new MadeUpImages(from);
  }

  @Test
  void whatWasExportedIsTheSameInAnotherStore() throws IOException {
    List<LockedImage> some =
        List.of(
            images.image("r.io/a:1", Style.OCI, Packing.ZSTD),
            images.image("r.io/b:1", Style.DOCKER, Packing.GZIP),
            images.plain("r.io/c:1", Style.DOCKER, Packing.NONE));
    Imported imported = importer().read(export(some));
    assertThat(imported.images()).containsExactlyElementsOf(some);
    assertThat(imported.blobs()).isEqualTo(from.all().size());
    assertThat(to.all()).isEqualTo(from.all());
    assertThat(new Verifier(Progress.NONE).store(to, some)).isEmpty();
    assertThat(importer().read(export(some)).blobs()).isZero();
  }

  @Test
  void bothPlatformsComeBackWhenBothWereExported() throws IOException {
    List<LockedImage> both = images.bothPlatforms("r.io/a:1", Style.OCI, Packing.GZIP);
    assertThat(importer().read(export(both)).images()).containsExactlyInAnyOrderElementsOf(both);
  }

  @Test
  void aDeltaNeedsTheOlderArchiveAndSaysSo() throws IOException {
    LockedImage old = images.image("r.io/a:1", Style.OCI, Packing.GZIP);
    Path first = export(List.of(old));
    LockedImage young = images.image("r.io/a:2", Style.OCI, Packing.GZIP);
    Path delta = folder.resolve("delta.tar");
    new Exporter(from, Progress.NONE).since(List.of(young), first, delta);
    assertThatThrownBy(() -> importer().read(delta))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("neither it nor the store has")
        .hasMessageContaining("next: import the older archive first");
    importer().read(first);
    assertThat(importer().read(delta).images()).containsExactly(young);
  }

  @Test
  void aBlobWithOtherBytesIsNamedAndNotKept() throws IOException {
    LockedImage image = images.image("r.io/a:1", Style.OCI, Packing.NONE);
    Path archive = export(List.of(image));
    Digest layer = ImageBlobs.of(from, image).content().layers().getLast().digest();
    Place place = Contents.of(archive).blobs().get(layer);
    byte[] content = Files.readAllBytes(archive);
    content[(int) place.offset()]++;
    Files.write(archive, content);
    assertThatThrownBy(() -> importer().read(archive))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("blob " + layer + " has other bytes");
    assertThat(to.has(layer)).isFalse();
    assertThat(to.partial()).isEmptyDirectory();
  }

  @Test
  void anArchiveCutAnywhereGivesNoWrongBlob() throws IOException {
    LockedImage image = images.image("r.io/a:1", Style.DOCKER, Packing.GZIP);
    byte[] whole = Files.readAllBytes(export(List.of(image)));
    long end =
        Contents.of(folder.resolve("some.tar")).blobs().values().stream()
            .mapToLong(place -> place.offset() + place.size())
            .max()
            .orElseThrow();
    Path cut = folder.resolve("cut.tar");
    for (int length = 0; length < end; length += 97) {
      Files.write(cut, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> importer().read(cut))
          .as("cut after %d bytes", length)
          .isInstanceOf(ArchiveException.class);
    }
    assertThat(new Verifier(Progress.NONE).store(to, List.of())).noneMatch(Fault::isError);
    Files.write(cut, whole);
    assertThat(importer().read(cut).images()).containsExactly(image);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "blobs/sha256/../../evil", "/evil", "blobs/evil", "./../evil"})
  void namesThatLeaveTheFolderAreRefused(String name) throws IOException {
    Path archive = tar(Map.of(name, TarConstants.LF_NORMAL));
    assertThatThrownBy(() -> importer().read(archive))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("evil");
    assertThat(folder.resolve("evil")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(bytes = {TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_CHR})
  void whatIsNoPlainFileIsRefused(byte type) throws IOException {
    Path archive = tar(Map.of("blobs/sha256/" + "a".repeat(64), type));
    assertThatThrownBy(() -> importer().read(archive))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("is no plain file");
  }

  @Test
  void aDockerArchiveIsRefusedBecauseItsDigestsAreNew() throws IOException {
    Path archive = tar(Map.of("manifest.json", TarConstants.LF_NORMAL));
    assertThatThrownBy(() -> importer().read(archive))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("docker-archive");
  }

  @Test
  void noTarAndNoFileAreSaidInASentence() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "no tar".repeat(1000));
    for (Path path : List.of(text, folder.resolve("nothing"), folder)) {
      assertThatThrownBy(() -> importer().read(path))
          .isInstanceOf(ArchiveException.class)
          .hasMessageContaining("; next: ");
    }
  }

  @Test
  void theFolderOfAnImageLayoutIsTakenToo() throws IOException {
    LockedImage image = images.image("r.io/a:1", Style.OCI, Packing.GZIP);
    Contents held = Contents.of(export(List.of(image)));
    Files.write(from.folder().resolve("index.json"), held.small().get("index.json"));
    assertThat(importer().read(from.folder()).images()).containsExactly(image);
  }

  private Importer importer() {
    return new Importer(to, Progress.NONE);
  }

  private Path export(List<LockedImage> some) throws IOException {
    Path file = folder.resolve("some.tar");
    new Exporter(from, Progress.NONE).whole(some, file);
    return file;
  }

  private Path tar(Map<String, Byte> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      for (Map.Entry<String, Byte> one : entries.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(one.getKey(), one.getValue(), true);
        entry.setLinkName("/etc/passwd");
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
      }
    }

    return Files.write(folder.resolve("made.tar"), out.toByteArray());
  }
}
