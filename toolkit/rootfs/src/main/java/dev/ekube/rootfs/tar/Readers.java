package dev.ekube.rootfs.tar;

import dev.ekube.rootfs.tree.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Reads stretches of files; the few files that hold many stretches stay open. */
final class Readers implements AutoCloseable {
  private static final int MOST_OPEN = 128;

  private final Map<Path, FileChannel> open = new HashMap<>();

  /** Puts {@code length} bytes from {@code from} on into the buffer. */
  void fill(Content content, long from, ByteBuffer into, int length) throws IOException {
    switch (content) {
      case Content.Memory memory -> into.put(memory.bytes(), (int) from, length);
      case Content.Stretch stretch -> {
        ByteBuffer window = into.slice(into.position(), length);
        into.position(into.position() + length);
        read(stretch, from, window);
      }
    }
  }

  private void read(Content.Stretch stretch, long from, ByteBuffer window) throws IOException {
    // A file of its own is read once; one that holds many is opened once.
    FileChannel kept = stretch.offset() == 0 ? null : kept(stretch.file());
    if (kept != null) {
      Content.fill(kept, window, stretch.offset() + from);
      return;
    }
    try (FileChannel channel = FileChannel.open(stretch.file())) {
      Content.fill(channel, window, stretch.offset() + from);
    }
  }

  private synchronized FileChannel kept(Path file) throws IOException {
    FileChannel channel = open.get(file);
    if (channel == null && open.size() < MOST_OPEN) {
      channel = FileChannel.open(file);
      open.put(file, channel);
    }
    return channel;
  }

  @Override
  public synchronized void close() throws IOException {
    for (FileChannel channel : open.values()) {
      channel.close();
    }
    open.clear();
  }
}
