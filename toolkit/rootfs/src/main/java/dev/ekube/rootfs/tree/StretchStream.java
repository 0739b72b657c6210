package dev.ekube.rootfs.tree;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The bytes of one stretch of a file. */
final class StretchStream extends InputStream {
  private final FileChannel channel;
  private long place;
  private long left;

  StretchStream(FileChannel channel, Content.Stretch stretch) {
    this.channel = channel;
    this.place = stretch.offset();
    this.left = stretch.size();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int most = (int) Math.min(length, left);
    int read = channel.read(ByteBuffer.wrap(bytes, offset, most), place);
    if (read < 0) {
      throw new EOFException("a file became shorter while it was read");
    }
    place += read;
    left -= read;
    return read;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
