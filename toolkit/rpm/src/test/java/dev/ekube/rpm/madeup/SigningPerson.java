package dev.ekube.rpm.madeup;

import dev.ekube.rpm.verify.Fingerprint;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/** Somebody with a key who signs packages. */
public final class SigningPerson {
  private static final int BITS = 2048;
  private static final BigInteger EXPONENT = BigInteger.valueOf(0x10001);
  private static final int CERTAINTY = 80;

  private final PGPKeyPair pair;

  public SigningPerson() {
    try {
      RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
      generator.init(new RSAKeyGenerationParameters(EXPONENT, new SecureRandom(), BITS, CERTAINTY));
      this.pair =
          new BcPGPKeyPair(
              PublicKeyPacket.VERSION_4,
              PublicKeyAlgorithmTags.RSA_GENERAL,
              generator.generateKeyPair(),
              Date.from(Instant.ofEpochSecond(1_700_000_000L)));
    } catch (PGPException e) {
      throw new AssertionError(e);
    }
  }

  public Fingerprint fingerprint() {
    return Fingerprint.parse(HexFormat.of().formatHex(pair.getPublicKey().getFingerprint()));
  }

  /** The public key as a key file, binary. */
  public byte[] keyFile() {
    try {
      return pair.getPublicKey().getEncoded();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A detached signature, binary. */
  public byte[] sign(byte[] content) {
    return sign(content, HashAlgorithmTags.SHA256);
  }

  /** A detached signature over a digest of that kind. */
  public byte[] sign(byte[] content, int hash) {
    try {
      PGPSignatureGenerator generator =
          new PGPSignatureGenerator(
              new BcPGPContentSignerBuilder(PublicKeyAlgorithmTags.RSA_GENERAL, hash),
              pair.getPublicKey());
      generator.init(PGPSignature.BINARY_DOCUMENT, pair.getPrivateKey());
      generator.update(content);
      return generator.generate().getEncoded();
    } catch (PGPException | IOException e) {
      throw new AssertionError(e);
    }
  }
}
