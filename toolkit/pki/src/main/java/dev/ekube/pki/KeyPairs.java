package dev.ekube.pki;

import dev.ekube.model.KeyKind;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECKey;

/** Makes keys, and says how they sign. */
public final class KeyPairs {
  private KeyPairs() {}

  /** A new key pair; RSA may take seconds. */
  public static KeyPair generate(KeyKind kind) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.algorithm());
      // Of 256 bits the platform makes secp256r1, which is P-256.
      generator.initialize(kind.bits());
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform makes " + kind.word() + " keys", e);
    }
  }

  /** The signature that Go chooses for such a key, which is what kubeadm's certificates carry. */
  static String signatureOf(PrivateKey key) {
    return key instanceof ECKey ? "SHA256withECDSA" : "SHA256withRSA";
  }
}
