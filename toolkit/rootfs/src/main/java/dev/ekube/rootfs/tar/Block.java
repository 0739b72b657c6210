package dev.ekube.rootfs.tar;

import dev.ekube.rootfs.RootfsException;
import java.util.Arrays;

/** The 512 bytes of a tar header, as POSIX and GNU lay them out. */
final class Block {
  private static final int CHECKSUM = 148;

  private final byte[] bytes;

  Block(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean isEmpty() {
    for (byte b : bytes) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  int type() {
    return bytes[156];
  }

  boolean isUstar() {
    return bytes[257] == 'u' && bytes[258] == 's' && bytes[259] == 't' && bytes[260] == 'a';
  }

  /** GNU's own variant has other things where ustar has the prefix of a name. */
  boolean isGnu() {
    return isUstar() && bytes[262] == ' ';
  }

  byte[] text(int from, int length) {
    int end = from;
    while (end < from + length && bytes[end] != 0) {
      end++;
    }
    return Arrays.copyOfRange(bytes, from, end);
  }

  /** Octal digits, or binary when the first bit is set. */
  long number(int from, int length) throws RootfsException {
    if ((bytes[from] & 0x80) != 0) {
      long number = bytes[from] & 0x3f;
      boolean negative = (bytes[from] & 0x40) != 0;
      for (int i = from + 1; i < from + length; i++) {
        number = (number << 8) | (bytes[i] & 0xff);
      }
      return negative ? 0 : number;
    }
    long number = 0;
    for (int i = from; i < from + length; i++) {
      byte b = bytes[i];
      if (b >= '0' && b <= '7') {
        number = number * 8 + b - '0';
      } else if (b != ' ' && b != 0) {
        throw new RootfsException("a header holds a number that is none");
      }
    }
    return number;
  }

  void check() throws RootfsException {
    long sum = 0;
    for (int i = 0; i < bytes.length; i++) {
      sum += i >= CHECKSUM && i < CHECKSUM + 8 ? ' ' : bytes[i] & 0xff;
    }
    if (sum != number(CHECKSUM, 8)) {
      throw new RootfsException("it is no tar, or a header of it has changed");
    }
  }
}
