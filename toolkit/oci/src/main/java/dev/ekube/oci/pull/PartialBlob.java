package dev.ekube.oci.pull;

import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.oci.registry.FaultKind;
import dev.ekube.oci.registry.Faults;
import dev.ekube.oci.registry.RegistryFault;
import dev.ekube.oci.registry.Sink;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.function.LongConsumer;

/**
 * A blob on its way: bytes are summed while they are written, and what an earlier run left is
 * summed when it is taken up. Its holder has the {@link BlobLock}.
 */
final class PartialBlob implements AutoCloseable {
  private static final int BUFFER = 1 << 18;

  private final BlobStore store;
  private final Descriptor blob;
  private final LongConsumer progress;
  private final Path file;
  private final FileChannel channel;
  private final byte[] portion = new byte[BUFFER];
  private MessageDigest sum = Digest.sum();
  private long size;

  private PartialBlob(BlobStore store, Descriptor blob, LongConsumer progress) throws IOException {
    this.store = store;
    this.blob = blob;
    this.progress = progress;
    this.file = store.partial().resolve(blob.digest().hex());
    this.channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  static PartialBlob open(BlobStore store, Descriptor blob, LongConsumer progress)
      throws IOException {
    PartialBlob partial = new PartialBlob(store, blob, progress);
    try {
      partial.takeUp();
      return partial;
    } catch (IOException e) {
      partial.close();
      throw e;
    }
  }

  /** Bytes that are there. */
  long size() {
    return size;
  }

  boolean isWhole() {
    return size == blob.size();
  }

  /** Where an answer that begins at {@code start} is written: at the end, or all anew. */
  Sink at(long start, String tried) throws RegistryFault {
    if (start == 0) {
      discard(tried);
    }
    return bytes -> write(bytes, tried);
  }

  /** Throws everything away. */
  void discard(String tried) throws RegistryFault {
    try {
      channel.truncate(0);
    } catch (IOException e) {
      throw Faults.disk(e, tried);
    }
    size = 0;
    sum = Digest.sum();
    progress.accept(0);
  }

  /** Makes it a blob of the store; wrong bytes are thrown away and named. */
  void publish(String tried) throws RegistryFault {
    Digest found = Digest.finished(sum.digest());
    if (!found.equals(blob.digest())) {
      discard(tried);
      throw new RegistryFault(
          FaultKind.WRONG_BYTES, tried, "its bytes amount to " + found + " instead");
    }
    try {
      channel.force(true);
      store.publish(file, blob.digest());
    } catch (IOException e) {
      throw Faults.disk(e, tried);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void takeUp() throws IOException {
    if (channel.size() > blob.size()) {
      channel.truncate(0);
    }
    ByteBuffer buffer = ByteBuffer.wrap(portion);
    while (channel.read(buffer) >= 0) {
      sum.update(buffer.flip());
      size += buffer.limit();
      buffer.clear();
    }
    progress.accept(size);
  }

  private void write(ByteBuffer bytes, String tried) throws RegistryFault {
    int count = bytes.remaining();
    if (size + count > blob.size()) {
      discard(tried);
      throw new RegistryFault(
          FaultKind.WRONG_BYTES, tried, "it sent more than the " + blob.size() + " bytes due");
    }
    try {
      while (bytes.hasRemaining()) {
        // The client's buffers hide their array, without which the sum goes by 4 KiB at a time.
        int part = Math.min(bytes.remaining(), portion.length);
        bytes.get(portion, 0, part);
        sum.update(portion, 0, part);
        ByteBuffer rest = ByteBuffer.wrap(portion, 0, part);
        while (rest.hasRemaining()) {
          channel.write(rest, size + rest.position());
        }
        size += part;
      }
    } catch (IOException e) {
      throw Faults.disk(e, tried);
    }
    progress.accept(size);
  }
}
