package dev.ekube.oci.serve;

import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.oci.manifest.BadManifestException;
import dev.ekube.oci.manifest.ManifestReader;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Manifests and blobs, exactly as the store has them. */
final class Leaves {
  private static final String IMMUTABLE = "max-age=31536000, immutable";

  private final BlobStore store;
  private final Answer answer;

  Leaves(BlobStore store, Answer answer) {
    this.store = store;
    this.answer = answer;
  }

  /** Checked against its digest on each request, since it is small. */
  void manifest(Optional<Descriptor> wanted) throws IOException {
    if (wanted.isEmpty() || !store.has(wanted.get().digest())) {
      answer.error(404, "MANIFEST_UNKNOWN", "the store has no such manifest");
      return;
    }
    Digest digest = wanted.get().digest();
    byte[] content;
    String type;
    try {
      content = store.bytes(digest, ManifestReader.MAX_BYTES);
      type = ManifestReader.mediaType(content);
    } catch (BadManifestException e) {
      answer.error(404, "MANIFEST_UNKNOWN", digest + " is no manifest");
      return;
    } catch (IOException e) {
      answer.error(500, "UNKNOWN", e.getMessage());
      return;
    }
    answer.header("Content-Type", type);
    identify(digest);
    answer.bytes(200, content);
  }

  void blob(Optional<Descriptor> wanted) throws IOException {
    // A link in the store's folder must not lead out of it.
    Optional<Path> found =
        wanted
            .map(blob -> store.path(blob.digest()))
            .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS));
    if (found.isEmpty()) {
      unknown();
      return;
    }
    Digest digest = wanted.get().digest();
    Path file = found.get();
    try (SeekableByteChannel blob =
        Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      send(digest, blob);
    } catch (NoSuchFileException e) {
      unknown();
    }
  }

  private void unknown() throws IOException {
    answer.error(404, "BLOB_UNKNOWN", "the store has no such blob");
  }

  private void send(Digest digest, SeekableByteChannel blob) throws IOException {
    identify(digest);
    answer.header("Content-Type", "application/octet-stream");
    answer.header("Accept-Ranges", "bytes");
    answer.header("Cache-Control", IMMUTABLE);
    if (answer.asked("If-None-Match").filter(tag -> tag.equals(etag(digest))).isPresent()) {
      answer.empty(304);
      return;
    }
    boolean isSame = answer.asked("If-Range").map(tag -> tag.equals(etag(digest))).orElse(true);
    Optional<String> asked = answer.asked("Range").filter(header -> isSame);
    try {
      Range range =
          asked.isPresent() ? Range.parse(asked.get(), blob.size()) : Range.whole(blob.size());
      if (range.isPart()) {
        String place = range.from() + "-" + (range.to() - 1) + "/" + blob.size();
        answer.header("Content-Range", "bytes " + place);
      }
      blob.position(range.from());
      InputStream in = Channels.newInputStream(blob);
      answer.stream(range.isPart() ? 206 : 200, in, range.length());
    } catch (Range.Unsatisfiable e) {
      answer.header("Content-Range", "bytes */" + blob.size());
      answer.error(416, "UNSUPPORTED", "the blob has no such bytes");
    }
  }

  private void identify(Digest digest) {
    answer.header("Docker-Content-Digest", digest.toString());
    answer.header("ETag", etag(digest));
  }

  private static String etag(Digest digest) {
    return "\"" + digest + "\"";
  }
}
