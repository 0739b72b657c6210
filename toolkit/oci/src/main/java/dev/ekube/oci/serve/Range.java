package dev.ekube.oci.serve;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a blob that an answer holds (RFC 9110, 14).
 *
 * @param from first byte
 * @param to one behind the last byte
 * @param isPart false when it is the whole blob, asked for as a whole
 */
record Range(long from, long to, boolean isPart) {
  private static final Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

  /** No byte of the blob is in the range that was asked for. */
  static final class Unsatisfiable extends Exception {
    private static final long serialVersionUID = 1;
  }

  static Range whole(long size) {
    return new Range(0, size, false);
  }

  /** What cannot be understood, and several ranges at once, is answered with the whole. */
  static Range parse(String header, long size) throws Unsatisfiable {
    Matcher match = ONE.matcher(header);
    if (!match.matches() || (match.group(1).isEmpty() && match.group(2).isEmpty())) {
      return whole(size);
    }
    if (match.group(1).isEmpty()) {
      long last = Long.parseLong(match.group(2));
      if (last == 0 || size == 0) {
        throw new Unsatisfiable();
      }
      return new Range(Math.max(0, size - last), size, true);
    }
    long from = Long.parseLong(match.group(1));
    long to = match.group(2).isEmpty() ? size : Math.min(size, Long.parseLong(match.group(2)) + 1);
    if (!match.group(2).isEmpty() && Long.parseLong(match.group(2)) < from) {
      return whole(size);
    }
    if (from >= size) {
      throw new Unsatisfiable();
    }
    return new Range(from, to, true);
  }

  long length() {
    return to - from;
  }
}
