package dev.ekube.rpm;

import dev.ekube.rpm.header.BadRpmException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A digest as headers hold it: algorithm and lower-case hex digits of the right number. */
public record FileDigest(Algorithm algorithm, String hex) {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]+");

  /** The algorithms by OpenPGP's numbers. MD5 and SHA-1 tell files apart, but prove nothing. */
  public enum Algorithm {
    MD5(1, "MD5", 16),
    SHA1(2, "SHA-1", 20),
    SHA256(8, "SHA-256", 32),
    SHA384(9, "SHA-384", 48),
    SHA512(10, "SHA-512", 64),
    SHA224(11, "SHA-224", 28);

    private final int number;
    private final String javaName;
    private final int length;

    Algorithm(int number, String javaName, int length) {
      this.number = number;
      this.javaName = javaName;
      this.length = length;
    }

    /** True where nobody can make two contents of one digest. */
    public boolean isStrong() {
      return this != MD5 && this != SHA1;
    }

    /** A fresh sum. */
    public MessageDigest sum() {
      try {
        return MessageDigest.getInstance(javaName);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has " + javaName, e);
      }
    }

    static Optional<Algorithm> of(long number) {
      for (Algorithm algorithm : values()) {
        if (algorithm.number == number) {
          return Optional.of(algorithm);
        }
      }
      return Optional.empty();
    }
  }

  /** Of an algorithm by OpenPGP's number, and digits. */
  public static FileDigest of(long algorithm, String hex) throws BadRpmException {
    Algorithm known =
        Algorithm.of(algorithm)
            .orElseThrow(() -> new BadRpmException("it has digests of unknown kind " + algorithm));
    if (hex.length() != known.length * 2 || !HEX.matcher(hex).matches()) {
      throw new BadRpmException("one of its digests is none of " + known.javaName);
    }
    return new FileDigest(known, hex);
  }
}
