package dev.ekube.rpm.payload;

import dev.ekube.rpm.FileDigest;
import dev.ekube.rpm.header.BadRpmException;
import dev.ekube.rpm.header.Header;
import dev.ekube.rpm.header.Tag;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** Sums what is read by the algorithm of the header's digest of the unpacked payload. */
final class Summed extends FilterInputStream {
  private final Optional<MessageDigest> sum;

  Summed(InputStream in, Header header) throws BadRpmException {
    super(in);
    Optional<String> digest = header.string(Tag.PAYLOAD_DIGEST_PLAIN);
    if (digest.isPresent()) {
      long algorithm = header.firstLong(Tag.PAYLOAD_DIGEST_ALGORITHM).orElse(0);
      this.sum = Optional.of(FileDigest.of(algorithm, digest.get()).algorithm().sum());
    } else {
      this.sum = Optional.empty();
    }
  }

  /** The sum; only where the header has a digest to compare it with. */
  byte[] digest() {
    return sum.orElseThrow().digest();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = in.read(bytes, offset, length);
    if (count > 0) {
      sum.ifPresent(one -> one.update(bytes, offset, count));
    }
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
