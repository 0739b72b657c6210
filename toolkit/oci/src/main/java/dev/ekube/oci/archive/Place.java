package dev.ekube.oci.archive;

import dev.ekube.oci.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/**
 * Where the bytes of one blob lie.
 *
 * @param offset of the first byte in the file
 * @param size in bytes
 */
record Place(Path file, long offset, long size) {
  private static final int CHUNK = 1 << 20;

  /** Takes the bytes as they are read. */
  interface Sink {
    void take(byte[] chunk, int length) throws IOException;
  }

  /** What was found there. */
  record Found(Digest digest, long size) {}

  /** Reads the bytes, as many as there are, and hashes them. */
  Found read(Sink sink) throws IOException {
    MessageDigest sum = Digest.sum();
    byte[] chunk = new byte[(int) Math.max(1, Math.min(CHUNK, size))];
    long done = 0;
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      while (done < size) {
        int most = (int) Math.min(chunk.length, size - done);
        int read = in.read(ByteBuffer.wrap(chunk, 0, most), offset + done);
        if (read < 0) {
          break;
        }
        sum.update(chunk, 0, read);
        sink.take(chunk, read);
        done += read;
      }
    }
    return new Found(Digest.finished(sum.digest()), done);
  }
}
