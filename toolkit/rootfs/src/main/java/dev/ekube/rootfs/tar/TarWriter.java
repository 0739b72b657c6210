package dev.ekube.rootfs.tar;

import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/**
 * Writes a tree as one tar, entries in {@link Tree#ORDER}: the same bytes whatever the machine, its
 * zone, umask, language and number of threads. Several threads read ahead, one writes, and no more
 * than a few megabytes are held at a time.
 */
public final class TarWriter {
  private static final int PIECE = 1 << 20;
  private static final int AHEAD = 12;

  /** GNU tar pads to this many bytes. */
  private static final int RECORD = 10_240;

  private final int threads;

  public TarWriter(int threads) {
    this.threads = threads;
  }

  /** The header of one file alone, for those who write its content themselves. */
  public static byte[] header(String path, Inode inode) {
    return Headers.of(path, inode, Optional.empty());
  }

  /** How many bytes {@link #write} will write. */
  public static long size(Tree tree) {
    IdentityHashMap<Inode, String> seen = new IdentityHashMap<>();
    long size = 0;
    for (Map.Entry<String, Inode> entry : tree.all().entrySet()) {
      Optional<String> first = first(seen, entry.getKey(), entry.getValue());
      size += Headers.of(entry.getKey(), entry.getValue(), first).length;
      if (first.isEmpty()) {
        long content = Headers.size(entry.getValue());
        size += content + Headers.padding(content);
      }
    }
    return size + tail(size);
  }

  /**
   * Writes all of it.
   *
   * @param progress told how many bytes more have been written
   */
  public void write(Tree tree, OutputStream out, LongConsumer progress) throws IOException {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads);
        Readers readers = new Readers()) {
      Window window = new Window(pool, out, progress);
      IdentityHashMap<Inode, String> seen = new IdentityHashMap<>();
      for (Map.Entry<String, Inode> entry : tree.all().entrySet()) {
        Optional<String> first = first(seen, entry.getKey(), entry.getValue());
        byte[] header = Headers.of(entry.getKey(), entry.getValue(), first);
        if (first.isEmpty() && entry.getValue().kind() instanceof Inode.Kind.Regular file) {
          window.file(header, file.content(), readers);
        } else {
          window.add(() -> ByteBuffer.wrap(header));
        }
      }
      window.end();
    }
  }

  /** Where the file stands already under another name; empty for the first name of each. */
  private static Optional<String> first(
      IdentityHashMap<Inode, String> seen, String path, Inode inode) {
    if (inode.isDirectory()) {
      return Optional.empty();
    }
    return Optional.ofNullable(seen.putIfAbsent(inode, path));
  }

  private static long tail(long size) {
    long end = size + 2L * Headers.BLOCK;
    return end - size + (RECORD - end % RECORD) % RECORD;
  }

  /** A piece of the tar, made by any thread. */
  private interface Piece {
    ByteBuffer make() throws IOException;
  }

  /** Pieces on their way, in order. */
  private static final class Window {
    private final ExecutorService pool;
    private final OutputStream out;
    private final LongConsumer progress;
    private final Deque<Future<ByteBuffer>> pieces = new ArrayDeque<>();
    private long written;

    Window(ExecutorService pool, OutputStream out, LongConsumer progress) {
      this.pool = pool;
      this.out = out;
      this.progress = progress;
    }

    void file(byte[] header, Content content, Readers readers) throws IOException {
      long size = content.size();
      int first = (int) Math.min(size, PIECE);
      int padding = Headers.padding(size);
      add(
          () -> {
            ByteBuffer piece =
                ByteBuffer.allocate(header.length + first + (first == size ? padding : 0));
            piece.put(header);
            readers.fill(content, 0, piece, first);
            return piece.rewind();
          });
      for (long at = first; at < size; at += PIECE) {
        long from = at;
        int length = (int) Math.min(size - at, PIECE);
        boolean last = at + length == size;
        add(
            () -> {
              ByteBuffer piece = ByteBuffer.allocate(length + (last ? padding : 0));
              readers.fill(content, from, piece, length);
              return piece.rewind();
            });
      }
    }

    void add(Piece piece) throws IOException {
      if (pieces.size() >= AHEAD) {
        drain();
      }
      pieces.add(pool.submit(piece::make));
    }

    void end() throws IOException {
      while (!pieces.isEmpty()) {
        drain();
      }
      out.write(new byte[(int) tail(written)]);
    }

    private void drain() throws IOException {
      try {
        ByteBuffer piece = pieces.remove().get();
        out.write(piece.array(), piece.arrayOffset(), piece.limit());
        written += piece.limit();
        progress.accept(piece.limit());
      } catch (ExecutionException e) {
        throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while a tar was written", e);
      }
    }
  }
}
