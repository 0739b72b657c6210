package dev.ekube.model;

import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
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

  /** What the Java platform calls the algorithm; of 256 bits its EC keys are those of P-256. */
  public String algorithm() {
    return algorithm;
  }

  /** The size of the modulus, or of the curve's field. */
  public int bits() {
    return bits;
  }

  /** The kind with that word. */
  public static Optional<KeyKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  /** The kind of a key; nothing for a key of another size or algorithm. */
  public static Optional<KeyKind> of(PublicKey key) {
    int bits =
        switch (key) {
          case ECKey ec -> ec.getParams().getCurve().getField().getFieldSize();
          case RSAKey rsa -> rsa.getModulus().bitLength();
          default -> 0;
        };
    return Arrays.stream(values())
        .filter(kind -> kind.algorithm.equals(key.getAlgorithm()) && kind.bits == bits)
        .findFirst();
  }
}
