package dev.ekube.rpm.payload;

import dev.ekube.rpm.PackageFile;
import dev.ekube.rpm.header.BadRpmException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The bytes of one file. Reaching their end means that they have the digest that the header says;
 * other bytes are an exception at that point.
 */
final class Content extends InputStream {
  private final CpioReader archive;
  private final PackageFile file;
  private final Optional<MessageDigest> sum;
  private long left;
  private boolean checked;

  Content(CpioReader archive, PackageFile file, long size) {
    this.archive = archive;
    this.file = file;
    this.left = size;
    this.sum = file.digest().map(digest -> digest.algorithm().sum());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      check();
      return -1;
    }
    int count = archive.read(bytes, offset, (int) Math.min(length, left));
    left -= count;
    sum.ifPresent(one -> one.update(bytes, offset, count));
    return count;
  }

  /** Reads what nobody has read. */
  void drain(byte[] buffer) throws IOException {
    int count = 0;
    while (count >= 0) {
      count = read(buffer, 0, buffer.length);
    }
  }

  private void check() throws BadRpmException {
    if (checked || sum.isEmpty()) {
      return;
    }
    checked = true;
    byte[] right = HexFormat.of().parseHex(file.digest().orElseThrow().hex());
    if (!Arrays.equals(sum.get().digest(), right)) {
      throw new BadRpmException(
          "the content of " + file.path() + " has another digest than listed");
    }
  }
}
