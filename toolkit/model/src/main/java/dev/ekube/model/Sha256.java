package dev.ekube.model;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over length-prefixed fields, so that no two different lists of fields run together. */
public final class Sha256 {
  private final MessageDigest digest;

  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** SHA-256 in hex over the bytes alone, as sha256sum prints it. */
  public static String hex(Bytes bytes) {
    Sha256 sum = new Sha256();
    sum.digest.update(bytes.toArray());
    return HexFormat.of().formatHex(sum.finish());
  }

  public Sha256 field(String text) {
    return field(Bytes.ofUtf8(text));
  }

  public Sha256 field(Bytes bytes) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.size()));
    digest.update(bytes.toArray());
    return this;
  }

  /** The 32 bytes; the object is spent afterwards. */
  public byte[] finish() {
    return digest.digest();
  }
}
