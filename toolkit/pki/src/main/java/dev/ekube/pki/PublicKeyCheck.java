package dev.ekube.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.EllipticCurve;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Which public keys are certified: ECDSA P-256, and RSA of 2048 to 8192 bits. */
final class PublicKeyCheck {
  private static final int LEAST_BITS = 2048;
  private static final int MOST_BITS = 8192;
  private static final int MOST_EXPONENT_BITS = 32;

  private PublicKeyCheck() {}

  /** The key is not taken; the message is a clause. */
  static final class BadKey extends Exception {
    private static final long serialVersionUID = 1;

    BadKey(String why) {
      super(why);
    }
  }

  static PublicKey of(SubjectPublicKeyInfo info) throws BadKey {
    ASN1ObjectIdentifier algorithm = info.getAlgorithm().getAlgorithm();
    Object parameters = info.getAlgorithm().getParameters();
    boolean p256 =
        algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)
            && SECObjectIdentifiers.secp256r1.equals(parameters);
    boolean rsa =
        algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)
            && DERNull.INSTANCE.equals(parameters);
    if (!p256 && !rsa) {
      throw new BadKey("its key is neither ECDSA P-256 nor RSA");
    }
    PublicKey key;
    try {
      key = KeyFile.publicKey(info);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new BadKey("its key has no sound form");
    }
    switch (key) {
      case ECPublicKey ec -> check(ec);
      case RSAPublicKey plain -> check(plain);
      default -> throw new BadKey("its key is neither ECDSA P-256 nor RSA");
    }
    return key;
  }

  /** A point that is not on the curve may give away what is multiplied with it. */
  private static void check(ECPublicKey key) throws BadKey {
    EllipticCurve curve = key.getParams().getCurve();
    BigInteger p = ((ECFieldFp) curve.getField()).getP();
    BigInteger x = key.getW().getAffineX();
    BigInteger y = key.getW().getAffineY();
    BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(p);
    boolean inside = x.signum() >= 0 && y.signum() >= 0 && x.compareTo(p) < 0 && y.compareTo(p) < 0;
    if (!inside || !y.multiply(y).mod(p).equals(right)) {
      throw new BadKey("its key is no point of the curve");
    }
  }

  private static void check(RSAPublicKey key) throws BadKey {
    int bits = key.getModulus().bitLength();
    if (bits < LEAST_BITS || bits > MOST_BITS) {
      throw new BadKey(
          "its RSA key has %d bits, not %d to %d".formatted(bits, LEAST_BITS, MOST_BITS));
    }
    BigInteger exponent = key.getPublicExponent();
    if (!exponent.testBit(0)
        || !key.getModulus().testBit(0)
        || exponent.bitLength() > MOST_EXPONENT_BITS
        || exponent.compareTo(BigInteger.valueOf(65_537)) < 0) {
      throw new BadKey("its RSA key has an unusual exponent or modulus");
    }
  }
}
