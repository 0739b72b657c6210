package dev.ekube.oci.store;

import dev.ekube.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Blobs by their digest under {@code blobs/sha256/}, as the OCI image layout has them. A blob gets
 * its name by a rename after its bytes were checked and synced, so that no crash leaves a wrong
 * blob under a right name; what is under way lives in {@code partial/}.
 */
public final class BlobStore {
  private static final String LAYOUT = "{\"imageLayoutVersion\":\"1.0.0\"}";

  private final Path folder;
  private final Path blobs;
  private final Path partial;

  private BlobStore(Path folder) {
    this.folder = folder;
    this.blobs = folder.resolve("blobs").resolve("sha256");
    this.partial = folder.resolve("partial");
  }

  /** The store in that folder, made where there is none. */
  public static BlobStore open(Path folder) throws IOException {
    BlobStore store = new BlobStore(folder.toAbsolutePath());
    Files.createDirectories(store.blobs);
    Files.createDirectories(store.partial);
    Path layout = folder.resolve("oci-layout");
    if (!Files.exists(layout)) {
      Files.writeString(layout, LAYOUT);
    }
    return store;
  }

  /** The OCI image layout's own folder. */
  public Path folder() {
    return folder;
  }

  /** Where bytes on their way to becoming a blob are kept; the same file system as the blobs. */
  public Path partial() {
    return partial;
  }

  public Path path(Digest digest) {
    return blobs.resolve(digest.hex());
  }

  /** True when the blob is there in that size; its bytes were checked when it was put there. */
  public boolean has(Digest digest, long size) {
    try {
      return Files.size(path(digest)) == size;
    } catch (IOException e) {
      return false;
    }
  }

  public boolean has(Digest digest) {
    return Files.isRegularFile(path(digest));
  }

  public InputStream read(Digest digest) throws IOException {
    return Files.newInputStream(path(digest));
  }

  /** A small blob whole, such as a manifest, checked again: bytes that changed are an exception. */
  public byte[] bytes(Digest digest, int most) throws IOException {
    Path file = path(digest);
    if (Files.size(file) > most) {
      throw new IOException(digest + " has more than " + most + " bytes");
    }
    byte[] content = Files.readAllBytes(file);
    if (!Digest.of(content).equals(digest)) {
      throw new IOException(digest + " in the store has changed since it was put there");
    }
    return content;
  }

  /** Keeps small content under its own digest. */
  public Digest put(byte[] content) throws IOException {
    Digest digest = Digest.of(content);
    if (!has(digest, content.length)) {
      Path aside = Files.createTempFile(partial, digest.hex() + "-", ".put");
      Files.write(aside, content, StandardOpenOption.SYNC);
      publish(aside, digest);
    }
    return digest;
  }

  /** Gives a whole, checked and synced file of {@link #partial} its name as a blob. */
  public void publish(Path aside, Digest digest) throws IOException {
    Files.move(
        aside, path(digest), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** All blobs, by digest in order. */
  public List<Digest> all() throws IOException {
    try (Stream<Path> files = Files.list(blobs)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("[0-9a-f]{64}"))
          .map(Digest::new)
          .sorted()
          .toList();
    }
  }

  public void delete(Digest digest) throws IOException {
    Files.deleteIfExists(path(digest));
  }
}
