package dev.ekube.rpm.verify;

import dev.ekube.rpm.header.BadRpmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * A key that may sign: a pinned one, or a subkey that a pinned one has bound to itself.
 *
 * @param primary whose fingerprint was pinned
 */
record SigningKey(Fingerprint primary, PGPPublicKey key) {
  static List<SigningKey> of(Fingerprint primary, PGPPublicKeyRing ring) throws BadRpmException {
    List<SigningKey> keys = new ArrayList<>();
    PGPPublicKey master = ring.getPublicKey();
    // Which revocations are genuine does not matter: a key in doubt is no key to trust.
    if (master.hasRevocation()) {
      throw new BadRpmException("the key " + primary + " is revoked");
    }
    for (PGPPublicKey key : ring) {
      if (key.isMasterKey() || (!key.hasRevocation() && isBound(master, key))) {
        keys.add(new SigningKey(primary, key));
      }
    }
    return keys;
  }

  /** True when the key was there at that time and had not expired. */
  boolean isValidAt(Instant time) {
    long seconds = key.getValidSeconds();
    Instant made = key.getCreationTime().toInstant();
    return !time.isBefore(made) && (seconds == 0 || !time.isAfter(made.plusSeconds(seconds)));
  }

  private static boolean isBound(PGPPublicKey master, PGPPublicKey key) {
    try {
      Iterator<PGPSignature> bindings = key.getSignaturesForKeyID(master.getKeyID());
      while (bindings.hasNext()) {
        PGPSignature binding = bindings.next();
        if (binding.getSignatureType() == PGPSignature.SUBKEY_BINDING) {
          binding.init(new BcPGPContentVerifierBuilderProvider(), master);
          if (binding.verifyCertification(master, key)) {
            return true;
          }
        }
      }
      return false;
    } catch (PGPException | RuntimeException e) {
      return false;
    }
  }
}
