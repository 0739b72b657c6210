package dev.ekube.rpm.payload;

import dev.ekube.rpm.header.BadRpmException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * cpio as rpm writes it: the "new ASCII" form, and rpm's own form for packages with files from 4
 * GiB on, in which an entry is only a file's place in the package's header.
 */
final class CpioReader {
  private static final int MAGIC = 6;
  private static final int FIELD = 8;
  private static final int FIELDS = 13;
  private static final int SIZE = 6;
  private static final int NAME_SIZE = 11;
  private static final int MOST_NAME = 4098;

  private final InputStream in;
  private long position;

  CpioReader(InputStream in) {
    this.in = in;
  }

  /**
   * An entry's head.
   *
   * @param name as the archive has it; empty in rpm's own form
   * @param index a place in the package's header, in rpm's own form
   * @param size bytes that follow; in rpm's own form it is not said
   */
  record Head(String name, OptionalInt index, long size) {
    boolean isTrailer() {
      return name.equals("TRAILER!!!");
    }
  }

  Head next() throws IOException {
    align();
    String magic = text(MAGIC);
    if (magic.equals("07070X")) {
      long index = field(text(FIELD));
      align();
      if (index > Integer.MAX_VALUE) {
        throw new BadRpmException("its payload holds a file that it does not list");
      }
      return new Head("", OptionalInt.of((int) index), 0);
    }
    if (!magic.equals("070701") && !magic.equals("070702")) {
      throw new BadRpmException("its payload is no archive of the kind that rpm knows");
    }
    String fields = text(FIELD * FIELDS);
    long size = field(fields.substring(SIZE * FIELD, (SIZE + 1) * FIELD));
    long name = field(fields.substring(NAME_SIZE * FIELD, (NAME_SIZE + 1) * FIELD));
    if (name < 2 || name > MOST_NAME) {
      throw new BadRpmException("its payload holds a name of " + name + " bytes");
    }
    byte[] bytes = bytes((int) name);
    if (bytes[bytes.length - 1] != 0) {
      throw new BadRpmException("its payload holds a name without an end");
    }
    align();
    String text = new String(bytes, 0, bytes.length - 1, StandardCharsets.UTF_8);
    return new Head(text, OptionalInt.empty(), size);
  }

  /** Content of the entry, as much as is there. */
  int read(byte[] bytes, int offset, int length) throws IOException {
    int count = in.read(bytes, offset, length);
    if (count < 0) {
      throw new BadRpmException("its payload ends early");
    }
    position += count;
    return count;
  }

  private void align() throws IOException {
    bytes((int) (-position & 3));
  }

  private String text(int length) throws IOException {
    return new String(bytes(length), StandardCharsets.ISO_8859_1);
  }

  private byte[] bytes(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new BadRpmException("its payload ends early");
    }
    position += length;
    return bytes;
  }

  private static long field(String hex) throws BadRpmException {
    long value = 0;
    for (int i = 0; i < hex.length(); i++) {
      int digit = Character.digit(hex.charAt(i), 16);
      if (digit < 0) {
        throw new BadRpmException("its payload holds a number that is none");
      }
      value = value << 4 | digit;
    }
    return value;
  }
}
