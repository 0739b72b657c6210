package dev.ekube.rpm.verify;

import dev.ekube.rpm.header.BadRpmException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;

/**
 * The keys whose signatures count: those of key files whose fingerprint is pinned. A key file may
 * hold other keys, which count for nothing.
 */
public final class Keyring {
  private final Map<Fingerprint, PGPPublicKeyRing> rings;
  private final Map<Long, SigningKey> signers = new TreeMap<>();

  private Keyring(Map<Fingerprint, PGPPublicKeyRing> rings) throws BadRpmException {
    this.rings = rings;
    for (Map.Entry<Fingerprint, PGPPublicKeyRing> ring : rings.entrySet()) {
      for (SigningKey key : SigningKey.of(ring.getKey(), ring.getValue())) {
        signers.put(key.key().getKeyID(), key);
      }
    }
  }

  /** A keyring by which nothing is signed. */
  public static Keyring none() {
    return new Keyring();
  }

  private Keyring() {
    this.rings = Map.of();
  }

  /**
   * Reads keys.
   *
   * @param files contents of key files, armored or not
   * @param pinned fingerprints of primary keys; each must be found
   */
  public static Keyring of(Collection<byte[]> files, Set<Fingerprint> pinned) throws IOException {
    Map<Fingerprint, PGPPublicKeyRing> rings = new TreeMap<>();
    for (byte[] file : files) {
      for (PGPPublicKeyRing ring : rings(file)) {
        Fingerprint fingerprint = fingerprint(ring);
        if (pinned.contains(fingerprint)) {
          rings.put(fingerprint, ring);
        }
      }
    }
    Set<Fingerprint> missing = new TreeSet<>(pinned);
    missing.removeAll(rings.keySet());
    if (!missing.isEmpty()) {
      throw new BadRpmException("no key file holds the key " + missing.iterator().next());
    }
    return new Keyring(rings);
  }

  /** The fingerprints of the primary keys in a key file, in its order. */
  public static List<Fingerprint> fingerprints(byte[] file) throws IOException {
    List<Fingerprint> found = new ArrayList<>();
    for (PGPPublicKeyRing ring : rings(file)) {
      found.add(fingerprint(ring));
    }
    return found;
  }

  /** The pinned keys. */
  public Set<Fingerprint> fingerprints() {
    return rings.keySet();
  }

  Optional<SigningKey> signer(long keyId) {
    return Optional.ofNullable(signers.get(keyId));
  }

  private static Fingerprint fingerprint(PGPPublicKeyRing ring) throws BadRpmException {
    PGPPublicKey key = ring.getPublicKey();
    if (key.getVersion() != 4) {
      throw new BadRpmException("a key is of version " + key.getVersion() + ", not of 4");
    }
    return Fingerprint.of(key.getFingerprint());
  }

  private static List<PGPPublicKeyRing> rings(byte[] file) throws IOException {
    List<PGPPublicKeyRing> rings = new ArrayList<>();
    try (InputStream in = PGPUtil.getDecoderStream(new ByteArrayInputStream(file))) {
      Iterator<PGPPublicKeyRing> all =
          new PGPPublicKeyRingCollection(in, new BcKeyFingerprintCalculator()).getKeyRings();
      all.forEachRemaining(rings::add);
    } catch (PGPException | IOException | RuntimeException e) {
      throw new BadRpmException("a key file cannot be read", e);
    }
    return rings;
  }
}
