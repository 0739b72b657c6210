package dev.ekube.oci.archive;

import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;

/** Carries a {@link TarPlan} out: aside first, synced, and only then under the file's own name. */
final class TarWriter {
  private static final int CHUNK = 1 << 20;
  private static final String PART = ".part";

  private final BlobStore store;
  private final Progress progress;
  private final int threads;

  TarWriter(BlobStore store, Progress progress, int threads) {
    this.store = store;
    this.progress = progress;
    this.threads = threads;
  }

  void write(TarPlan plan, Path file) throws IOException {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw failed(file, "it is a folder", "name a file");
    }
    if (!Files.isDirectory(folder)) {
      throw failed(file, folder + " is no folder", "make it");
    }
    checkSpace(plan, file, folder);
    String name = "." + target.getFileName() + ".";
    try {
      Aside.clear(folder, name, PART);
      try (Aside aside = Aside.create(folder, name, PART)) {
        fill(plan, aside.channel());
        Files.move(
            aside.file(),
            target,
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (AccessDeniedException e) {
      throw failed(file, "this user may not write there", "name another folder");
    }
    sync(folder);
  }

  private void fill(TarPlan plan, FileChannel out) throws IOException {
    progress.starts(plan.blobs().stream().mapToLong(large -> large.blob().size()).sum());
    for (TarPlan.Small small : plan.small()) {
      put(out, small.content().duplicate(), small.offset());
    }
    put(out, ByteBuffer.wrap(new byte[1]), plan.bytes() - 1);
    // The largest first, so that no thread is left with a long one at the end.
    List<TarPlan.Large> order =
        plan.blobs().stream()
            .sorted(
                Comparator.comparingLong((TarPlan.Large large) -> large.blob().size()).reversed())
            .toList();
    Parallel.each(threads, order, large -> copy(large, out));
    out.force(true);
  }

  private void copy(TarPlan.Large large, FileChannel out) throws IOException {
    Descriptor blob = large.blob();
    MessageDigest sum = Digest.sum();
    byte[] chunk = new byte[(int) Math.max(1, Math.min(CHUNK, blob.size()))];
    long done = 0;
    try (InputStream in = store.read(blob.digest())) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        if (done + read > blob.size()) {
          throw changed(blob, "it is longer than " + blob.size() + " bytes");
        }
        sum.update(chunk, 0, read);
        put(out, ByteBuffer.wrap(chunk, 0, read), large.offset() + done);
        done += read;
        progress.moved(blob.digest(), read);
      }
    } catch (NoSuchFileException e) {
      throw changed(blob, "it is not there");
    }
    if (done != blob.size()) {
      throw changed(blob, "it has " + done + " bytes instead of " + blob.size());
    }
    if (!Digest.finished(sum.digest()).equals(blob.digest())) {
      throw changed(blob, "its bytes have changed");
    }
  }

  private static ArchiveException changed(Descriptor blob, String reason) {
    return ArchiveException.tried(
        "export blob " + blob.digest() + " of the store", reason, "ekube images verify");
  }

  private static void checkSpace(TarPlan plan, Path file, Path folder) throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < plan.bytes()) {
      String reason = "the disk has " + free + " bytes left and it needs " + plan.bytes();
      throw failed(file, reason, "make room or name another disk");
    }
  }

  private static void put(FileChannel out, ByteBuffer content, long offset) throws IOException {
    long place = offset;
    while (content.hasRemaining()) {
      place += out.write(content, place);
    }
  }

  /** So that the new name survives a power loss, too. */
  private static void sync(Path folder) throws IOException {
    try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }

  private static ArchiveException failed(Path file, String reason, String next) {
    return ArchiveException.tried("write " + file, reason, next);
  }
}
