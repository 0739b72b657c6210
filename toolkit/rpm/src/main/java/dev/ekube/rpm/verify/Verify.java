package dev.ekube.rpm.verify;

import dev.ekube.rpm.FileDigest;
import dev.ekube.rpm.FileDigest.Algorithm;
import dev.ekube.rpm.RpmPackage;
import dev.ekube.rpm.header.BadRpmException;
import dev.ekube.rpm.header.Header;
import dev.ekube.rpm.header.Key;
import dev.ekube.rpm.header.SignatureTag;
import dev.ekube.rpm.header.Tag;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Holds a package to what it says of itself and to a pinned key. What counts is a signature of
 * OpenPGP over the header, the header's SHA-256, and the payload's digest, which the header holds.
 * The MD5, SHA-1 and sizes of older days must be right where they are, but prove nothing. Only the
 * digest of the whole file covers the lead and the padding between headers, which nothing uses.
 */
public final class Verify {
  private static final int BUFFER = 1 << 16;
  private static final int LEAD_TYPE = 6;
  private static final int LEAD_SIGNATURE = 78;

  private final RpmPackage rpm;
  private final Keyring keys;

  private Verify(RpmPackage rpm, Keyring keys) {
    this.rpm = rpm;
    this.keys = keys;
  }

  /**
   * What a package turned out to be.
   *
   * @param signer the pinned key
   * @param sha256 64 hex digits, of the whole file
   * @param size of the whole file in bytes
   */
  public record Verified(Fingerprint signer, String sha256, long size) {}

  /** Verifies; anything wrong is an exception that names the package and what differs. */
  public static Verified verify(RpmPackage rpm, Keyring keys) throws IOException {
    try {
      return new Verify(rpm, keys).run();
    } catch (BadRpmException e) {
      throw e.of(rpm.toString());
    }
  }

  /** The same for a package whose digest is known, such as from a lock file. */
  public static Verified verify(RpmPackage rpm, Keyring keys, String sha256) throws IOException {
    Verified verified = verify(rpm, keys);
    if (!verified.sha256().equals(sha256)) {
      throw new BadRpmException(
          rpm + ": its file has the digest " + verified.sha256() + ", not the due " + sha256);
    }
    return verified;
  }

  private Verified run() throws IOException {
    requireSha(SignatureTag.SHA256, Algorithm.SHA256, true);
    requireSha(SignatureTag.SHA1, Algorithm.SHA1, false);
    Fingerprint signer = Signatures.require(rpm.header(), rpm.signature(), keys);
    MessageDigest file = Algorithm.SHA256.sum();
    long size = readAll(file);
    return new Verified(signer, HexFormat.of().formatHex(file.digest()), size);
  }

  private void requireSha(Key tag, Algorithm algorithm, boolean needed) throws BadRpmException {
    Optional<String> said = rpm.signature().string(tag);
    if (said.isEmpty() && !needed) {
      return;
    }
    String found = HexFormat.of().formatHex(algorithm.sum().digest(rpm.header().signedBytes()));
    if (!said.equals(Optional.of(found))) {
      throw new BadRpmException(
          said.isEmpty()
              ? "it has no " + tag + " of its header"
              : "the " + tag + " of its header differs from what its signature header says");
    }
  }

  /** Reads the file once for all digests over it; the bytes of the headers must still be there. */
  private long readAll(MessageDigest file) throws IOException {
    FileDigest payload = payloadDigest();
    MessageDigest payloadSum = payload.algorithm().sum();
    MessageDigest md5 = Algorithm.MD5.sum();
    byte[] header = rpm.header().signedBytes();
    md5.update(header);
    long size = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(rpm.path()), BUFFER)) {
      byte[] head = in.readNBytes((int) rpm.payloadStart());
      requireHead(head, header);
      file.update(head);
      byte[] buffer = new byte[BUFFER];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        file.update(buffer, 0, count);
        payloadSum.update(buffer, 0, count);
        md5.update(buffer, 0, count);
        size += count;
      }
    }
    if (!HexFormat.of().formatHex(payloadSum.digest()).equals(payload.hex())) {
      throw new BadRpmException("its payload has another digest than its header says");
    }
    requireLegacy(md5.digest(), size + header.length);
    return rpm.payloadStart() + size;
  }

  private void requireHead(byte[] head, byte[] header) throws BadRpmException {
    byte[] signature = rpm.signature().signedBytes();
    int start = (int) rpm.payloadStart() - header.length;
    boolean same =
        head.length == rpm.payloadStart()
            && Arrays.equals(head, start, head.length, header, 0, header.length)
            && matches(head, RpmPackage.LEAD, signature);
    if (!same) {
      throw new BadRpmException("its file has changed since its headers were read");
    }
    boolean binary = head[LEAD_TYPE] == 0 && head[LEAD_TYPE + 1] == 0;
    boolean signed = head[LEAD_SIGNATURE] == 0 && head[LEAD_SIGNATURE + 1] == 5;
    if (head[4] != 3 || !binary || !signed) {
      throw new BadRpmException("its lead is not that of a binary package");
    }
  }

  private static boolean matches(byte[] all, int at, byte[] part) {
    return Arrays.equals(all, at, at + part.length, part, 0, part.length);
  }

  private FileDigest payloadDigest() throws BadRpmException {
    Header header = rpm.header();
    List<String> digests = header.strings(Tag.PAYLOAD_DIGEST);
    if (digests.isEmpty()) {
      throw new BadRpmException("its header has no digest of its payload");
    }
    long algorithm = header.firstLong(Tag.PAYLOAD_DIGEST_ALGORITHM).orElse(0);
    FileDigest digest = FileDigest.of(algorithm, digests.getFirst());
    if (!digest.algorithm().isStrong()) {
      throw new BadRpmException("its payload has no digest but one by " + digest.algorithm());
    }
    return digest;
  }

  private void requireLegacy(byte[] md5, long size) throws BadRpmException {
    Header signature = rpm.signature();
    Key sized = signature.has(SignatureTag.LONG_SIZE) ? SignatureTag.LONG_SIZE : SignatureTag.SIZE;
    if (signature.has(sized) && signature.firstLong(sized).getAsLong() != size) {
      throw new BadRpmException("it is not as long as it says");
    }
    byte[] said = signature.bytes(SignatureTag.MD5);
    if (said.length > 0 && !Arrays.equals(said, md5)) {
      throw new BadRpmException("it has another MD5 than it says");
    }
    String space =
        new String(signature.bytes(SignatureTag.RESERVED_SPACE), StandardCharsets.US_ASCII);
    if (space.chars().anyMatch(c -> c != 0)) {
      throw new BadRpmException("the room for signatures to come is not empty");
    }
  }
}
