package dev.ekube.etcd.snapshot;

/** What a snapshot file is. */
public sealed interface Verdict {
  /**
   * It is whole.
   *
   * @param bytes the file's size, with the digest at its end
   * @param sha256 of the whole file, in hex as sha256sum prints it
   * @param revision the newest in the key space; 0 when it never held a key
   */
  record Sound(long bytes, String sha256, long revision) implements Verdict {}

  /** It must not be restored. */
  record Rejected(Fault fault, String detail) implements Verdict {}

  /** What can be wrong with a file. */
  enum Fault {
    /** There is no file. */
    ABSENT,
    /** The disk or the rights do not let it be read. */
    UNREADABLE,
    /** It does not end in a digest: cut off, or no snapshot but a database out of a data folder. */
    NO_DIGEST,
    /** Its content is not what etcd sent. */
    DIGEST_DIFFERS,
    /** Neither of the two pages that begin a database is valid. */
    NO_META,
    /** It is a database, but without a key space. */
    NO_KEYS,
    /** A page leads astray. */
    BAD_PAGE;

    Rejected says(String detail) {
      return new Rejected(this, detail);
    }
  }
}
