package dev.ekube.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Private and public keys as PEM, in the forms that kubeadm writes (client-go keyutil). */
final class KeyFile {
  private static final String EC = "EC PRIVATE KEY";
  private static final String RSA = "RSA PRIVATE KEY";
  private static final String PKCS8 = "PRIVATE KEY";
  private static final AlgorithmIdentifier P256 =
      new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1);
  private static final AlgorithmIdentifier RSA_KEY =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);

  private KeyFile() {}

  /** {@code EC PRIVATE KEY} (SEC 1, with curve and public key) or {@code RSA PRIVATE KEY}. */
  static String privatePem(KeyPair pair) {
    try {
      if (pair.getPrivate() instanceof ECPrivateKey key) {
        SubjectPublicKeyInfo half = SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
        // Java leaves the curve out, Go wants it.
        ASN1Object sec1 =
            new org.bouncycastle.asn1.sec.ECPrivateKey(
                256,
                key.getS(),
                new DERBitString(half.getPublicKeyData().getBytes()),
                SECObjectIdentifiers.secp256r1);
        return Pem.text(EC, sec1.getEncoded());
      }
      PrivateKeyInfo info = PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded());
      return Pem.text(RSA, info.parsePrivateKey().toASN1Primitive().getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException("a key just made has a form", e);
    }
  }

  static String publicPem(PublicKey key) {
    return Pem.text(Pem.PUBLIC_KEY, key.getEncoded());
  }

  /** The first private key of the text, in any of the three usual forms. */
  static Optional<PrivateKey> readPrivate(String text) {
    for (Pem.Block block : Pem.blocks(text)) {
      byte[] der = block.der().toArray();
      try {
        switch (block.label()) {
          case EC -> {
            return Optional.of(sec1(der));
          }
          case RSA -> {
            return Optional.of(jdk(new PrivateKeyInfo(RSA_KEY, RSAPrivateKey.getInstance(der))));
          }
          case PKCS8 -> {
            return Optional.of(jdk(PrivateKeyInfo.getInstance(der)));
          }
          default -> {
            // "EC PARAMETERS" may stand before a key that openssl wrote.
          }
        }
      } catch (IOException | GeneralSecurityException | RuntimeException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static PrivateKey sec1(byte[] der) throws IOException, GeneralSecurityException {
    var key = org.bouncycastle.asn1.sec.ECPrivateKey.getInstance(der);
    BigInteger s = key.getKey();
    return jdk(new PrivateKeyInfo(P256, new org.bouncycastle.asn1.sec.ECPrivateKey(256, s)));
  }

  private static PrivateKey jdk(PrivateKeyInfo info) throws IOException, GeneralSecurityException {
    boolean ec =
        info.getPrivateKeyAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey);
    return KeyFactory.getInstance(ec ? "EC" : "RSA")
        .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
  }

  static Optional<PublicKey> readPublic(String text) {
    try {
      for (Pem.Block block : Pem.blocks(text)) {
        if (block.label().equals(Pem.PUBLIC_KEY)) {
          return Optional.of(publicKey(SubjectPublicKeyInfo.getInstance(block.der().toArray())));
        }
      }
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** The JDK's form of a public key; an unknown algorithm or a bad value throws. */
  static PublicKey publicKey(SubjectPublicKeyInfo info)
      throws IOException, GeneralSecurityException {
    boolean ec = info.getAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey);
    return KeyFactory.getInstance(ec ? "EC" : "RSA")
        .generatePublic(new X509EncodedKeySpec(info.getEncoded()));
  }

  /** True when the private key signs what the public key verifies. */
  static boolean belongTogether(PrivateKey privateKey, PublicKey publicKey) {
    byte[] sample =
        "do these two belong together".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    try {
      Signature signature = Signature.getInstance(KeyPairs.signatureOf(privateKey));
      signature.initSign(privateKey);
      signature.update(sample);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(sample);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
