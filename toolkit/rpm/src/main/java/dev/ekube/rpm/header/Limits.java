package dev.ekube.rpm.header;

/**
 * How large a header may be. rpm's own limits, but for the data, of which it would take 256 MiB.
 */
final class Limits {
  /** Texts of one tag: more files than any package has. */
  static final int MOST_TEXTS = 1 << 20;

  private static final int MOST_ENTRIES = 0xffff;
  private static final int MOST_DATA = 1 << 26;

  private Limits() {}

  static void check(int entries, int data) throws BadRpmException {
    if (entries < 1 || entries > MOST_ENTRIES) {
      throw new BadRpmException("its header claims to have " + entries + " entries");
    }
    if (data < 0 || data > MOST_DATA) {
      throw new BadRpmException("its header claims to have " + data + " bytes of data");
    }
  }
}
