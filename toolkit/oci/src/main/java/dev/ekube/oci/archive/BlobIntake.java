package dev.ekube.oci.archive;

import dev.ekube.oci.Digest;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Takes blobs of an archive into the store, one by one, each checked on its way. */
final class BlobIntake {
  private final BlobStore store;
  private final Path archive;
  private final Progress progress;

  BlobIntake(BlobStore store, Path archive, Progress progress) {
    this.store = store;
    this.archive = archive;
    this.progress = progress;
  }

  /** True when the store did not have it. What the store has is still hashed in the archive. */
  boolean take(Digest digest, Place place) throws IOException {
    if (store.has(digest, place.size())) {
      check(digest, place, place.read((chunk, length) -> progress.moved(digest, length)));
      return false;
    }
    try (Aside aside = Aside.create(store.partial(), digest.hex() + "-", ".import")) {
      check(
          digest,
          place,
          place.read(
              (chunk, length) -> {
                write(aside.channel(), ByteBuffer.wrap(chunk, 0, length));
                progress.moved(digest, length);
              }));
      aside.channel().force(true);
      store.publish(aside.file(), digest);
      return true;
    }
  }

  private void check(Digest digest, Place place, Place.Found found) throws ArchiveException {
    if (found.size() != place.size()) {
      String reason = "it ends within blob " + digest;
      throw TarEntries.refused(archive, reason, "copy it once more");
    }
    if (!found.digest().equals(digest)) {
      String reason = "blob " + digest + " has other bytes, of " + found.digest();
      throw TarEntries.refused(archive, reason, "copy it once more");
    }
  }

  private static void write(FileChannel out, ByteBuffer content) throws IOException {
    while (content.hasRemaining()) {
      out.write(content);
    }
  }
}
