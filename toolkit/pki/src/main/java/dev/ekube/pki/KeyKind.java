package dev.ekube.pki;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECKey;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of keys that a cluster may be made of: kubeadm's {@code encryptionAlgorithm}. */
public enum KeyKind {
  ECDSA_P256("ECDSA-P256", "EC", 256),
  RSA_2048("RSA-2048", "RSA", 2048),
  RSA_3072("RSA-3072", "RSA", 3072),
  RSA_4096("RSA-4096", "RSA", 4096);

  private final String word;
  private final String algorithm;
  private final int bits;

  KeyKind(String word, String algorithm, int bits) {
    this.word = word;
    this.algorithm = algorithm;
    this.bits = bits;
  }

  /** As cluster.yaml and kubeadm write it. */
  public String word() {
    return word;
  }

  /** The kind with that word. */
  public static Optional<KeyKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  /** A new key pair; RSA may take seconds. */
  public KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      // Of 256 bits the platform makes secp256r1, which is P-256.
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform makes " + word + " keys", e);
    }
  }

  /** The signature that Go chooses for such a key, which is what kubeadm's certificates carry. */
  static String signatureOf(PrivateKey key) {
    return key instanceof ECKey ? "SHA256withECDSA" : "SHA256withRSA";
  }
}
