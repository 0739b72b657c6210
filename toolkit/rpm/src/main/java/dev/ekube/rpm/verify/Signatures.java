package dev.ekube.rpm.verify;

import dev.ekube.rpm.header.BadRpmException;
import dev.ekube.rpm.header.Header;
import dev.ekube.rpm.header.Key;
import dev.ekube.rpm.header.SignatureTag;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/** Checks OpenPGP signatures over bytes. */
public final class Signatures {
  private static final Set<Integer> STRONG =
      Set.of(
          HashAlgorithmTags.SHA224,
          HashAlgorithmTags.SHA256,
          HashAlgorithmTags.SHA384,
          HashAlgorithmTags.SHA512);

  private Signatures() {}

  /** By whom the header is signed; each signature that is there must be good. */
  static Fingerprint require(Header header, Header signature, Keyring keys) throws BadRpmException {
    Optional<Fingerprint> signer = Optional.empty();
    for (Key tag : List.of(SignatureTag.RSA, SignatureTag.DSA)) {
      if (signature.has(tag)) {
        signer = Optional.of(require(header.signedBytes(), signature.bytes(tag), keys));
      }
    }
    return signer.orElseThrow(
        () ->
            new BadRpmException(
                signature.has(SignatureTag.PGP) || signature.has(SignatureTag.GPG)
                    ? "it is signed only in the way of before rpm 4, which proves too little"
                    : "it is not signed"));
  }

  /**
   * By whom {@code content} is signed.
   *
   * @param signature a detached signature in binary
   */
  public static Fingerprint require(byte[] content, byte[] signature, Keyring keys)
      throws BadRpmException {
    PGPSignature one = parse(signature);
    if (one.getVersion() != 4 || one.getSignatureType() != PGPSignature.BINARY_DOCUMENT) {
      throw new BadRpmException("its signature is not one of version 4 over a document");
    }
    if (!STRONG.contains(one.getHashAlgorithm())) {
      throw new BadRpmException("its signature is over a digest that is too weak");
    }
    String keyId = String.format(Locale.ROOT, "%016x", one.getKeyID());
    SigningKey key =
        keys.signer(one.getKeyID())
            .orElseThrow(
                () ->
                    new BadRpmException(
                        "it is signed by the key " + keyId + ", which is not pinned"));
    if (!key.isValidAt(one.getCreationTime().toInstant())) {
      throw new BadRpmException("it was signed by the key " + keyId + " outside of its lifetime");
    }
    if (!isGood(one, key, content)) {
      throw new BadRpmException("its signature by the key " + keyId + " is wrong");
    }
    return key.primary();
  }

  private static boolean isGood(PGPSignature signature, SigningKey key, byte[] content) {
    try {
      signature.init(new BcPGPContentVerifierBuilderProvider(), key.key());
      signature.update(content);
      return signature.verify();
    } catch (PGPException | RuntimeException e) {
      return false;
    }
  }

  private static PGPSignature parse(byte[] bytes) throws BadRpmException {
    try {
      PGPObjectFactory objects = new PGPObjectFactory(bytes, new BcKeyFingerprintCalculator());
      if (objects.nextObject() instanceof PGPSignatureList list
          && list.size() == 1
          && objects.nextObject() == null) {
        return list.get(0);
      }
    } catch (IOException | RuntimeException e) {
      throw new BadRpmException("its signature cannot be read", e);
    }
    throw new BadRpmException("its signature is not exactly one");
  }
}
