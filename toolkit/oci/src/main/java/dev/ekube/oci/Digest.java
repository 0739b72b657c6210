package dev.ekube.oci;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A SHA-256 digest as registries write it: {@code sha256:} and 64 hex digits. Other algorithms of
 * the OCI specification are not in use by any registry that serves Kubernetes, so they are refused.
 *
 * @param hex the 64 lower-case digits alone, as blobs are named on disk
 */
public record Digest(String hex) implements Comparable<Digest> {
  private static final String PREFIX = "sha256:";
  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");

  public Digest {
    if (!SHAPE.matcher(hex).matches()) {
      throw new IllegalArgumentException("not a SHA-256 digest: " + hex);
    }
  }

  /** Reads {@code sha256:…}; anything else is an IllegalArgumentException. */
  public static Digest parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("not a SHA-256 digest: " + text);
    }
    return new Digest(text.substring(PREFIX.length()));
  }

  /** The digest of these bytes. */
  public static Digest of(byte[] content) {
    return finished(sum().digest(content));
  }

  /** The digest that a {@link #sum} arrived at, by its 32 bytes. */
  public static Digest finished(byte[] sum) {
    return new Digest(HexFormat.of().formatHex(sum));
  }

  /** A fresh SHA-256 for bytes that stream by. */
  public static MessageDigest sum() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public int compareTo(Digest other) {
    return hex.compareTo(other.hex);
  }

  /** As registries write it, with the algorithm. */
  @Override
  public String toString() {
    return PREFIX + hex;
  }
}
