package dev.ekube.rootfs.tree;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The bytes of a regular file, wherever they lie; they do not change while a tree names them. */
public sealed interface Content {
  long size();

  /** Nothing. */
  static Content empty() {
    return new Memory(new byte[0]);
  }

  /** A stretch of a file: a member of a tar, or a whole file. */
  record Stretch(Path file, long offset, long size) implements Content {}

  /** Bytes in memory; not to be changed by whoever made it. */
  final class Memory implements Content {
    private final byte[] bytes;

    public Memory(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public byte[] bytes() {
      return bytes;
    }

    @Override
    public long size() {
      return bytes.length;
    }
  }

  static Content ofText(String text) {
    return new Memory(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A stream over the bytes, each of whose reads opens no more than one file. */
  default InputStream open() throws IOException {
    return switch (this) {
      case Memory memory -> new ByteArrayInputStream(memory.bytes());
      case Stretch stretch -> new StretchStream(FileChannel.open(stretch.file()), stretch);
    };
  }

  /** All bytes of a small file. */
  default byte[] bytes() throws IOException {
    if (size() > Integer.MAX_VALUE - 16) {
      throw new IOException("a file of " + size() + " bytes is too large to be looked at");
    }
    try (InputStream in = open()) {
      return in.readAllBytes();
    }
  }

  /** All bytes of a small file as UTF-8. */
  default String text() throws IOException {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /** Fills the buffer with the bytes from {@code from} on. */
  static void fill(FileChannel channel, ByteBuffer buffer, long from) throws IOException {
    long place = from;
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, place);
      if (read < 0) {
        throw new EOFException("the file ends after " + place + " bytes");
      }
      place += read;
    }
  }
}
