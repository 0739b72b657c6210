package dev.ekube.rpm.verify;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The fingerprint of an OpenPGP key: 40 lower-case hex digits.
 *
 * @param hex without spaces
 */
public record Fingerprint(String hex) implements Comparable<Fingerprint> {
  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{40}");

  public Fingerprint {
    if (!SHAPE.matcher(hex).matches()) {
      throw new IllegalArgumentException("not the fingerprint of a key: " + hex);
    }
  }

  /** Reads it as gpg writes it: upper case or lower, with spaces or without. */
  public static Fingerprint parse(String text) {
    return new Fingerprint(text.replace(" ", "").toLowerCase(Locale.ROOT));
  }

  static Fingerprint of(byte[] bytes) {
    return new Fingerprint(HexFormat.of().formatHex(bytes));
  }

  /** The last 16 digits, as rpm shows keys. */
  public String keyId() {
    return hex.substring(24);
  }

  @Override
  public int compareTo(Fingerprint other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
