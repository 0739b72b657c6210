package dev.ekube.pki;

import dev.ekube.pki.PublicKeyCheck.BadKey;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * A certificate signing request (PKCS #10) whose sender has shown that the private key is theirs.
 *
 * @param subject empty when the subject holds anything besides organizations and one common name
 * @param alternatives the subject alternative names that it asks for
 */
record CertificateRequest(
    PublicKey publicKey, Optional<SubjectName.Plain> subject, List<GeneralName> alternatives) {
  /** An RSA-8192 request with a hundred names has 5 KiB. */
  static final int MAX_BYTES = 16 << 10;

  private static final int MAX_DEPTH = 16;
  private static final Map<ASN1ObjectIdentifier, String> SIGNATURES =
      Map.of(
          X9ObjectIdentifiers.ecdsa_with_SHA256, "SHA256withECDSA",
          X9ObjectIdentifiers.ecdsa_with_SHA384, "SHA384withECDSA",
          X9ObjectIdentifiers.ecdsa_with_SHA512, "SHA512withECDSA",
          PKCSObjectIdentifiers.sha256WithRSAEncryption, "SHA256withRSA",
          PKCSObjectIdentifiers.sha384WithRSAEncryption, "SHA384withRSA",
          PKCSObjectIdentifiers.sha512WithRSAEncryption, "SHA512withRSA");

  CertificateRequest {
    alternatives = List.copyOf(alternatives);
  }

  /** What came of reading bytes from outside; reading never throws. */
  sealed interface Reading {
    record Read(CertificateRequest request) implements Reading {}

    /** The reason as a clause. */
    record Refused(String why) implements Reading {}
  }

  /** Reads DER from outside, and verifies its signature. */
  static Reading read(byte[] der) {
    if (der.length > MAX_BYTES) {
      return new Reading.Refused(
          "the request has %d bytes, more than %d".formatted(der.length, MAX_BYTES));
    }
    if (!DerShape.holds(der, MAX_DEPTH)) {
      return new Reading.Refused("the request is not DER");
    }
    try {
      CertificationRequest parsed =
          CertificationRequest.getInstance(ASN1Primitive.fromByteArray(der));
      // The signature covers bytes, so they must be the very ones that the parser understood.
      if (!Arrays.equals(parsed.getEncoded(ASN1Encoding.DER), der)) {
        return new Reading.Refused("the request is not DER");
      }
      return read(parsed);
    } catch (BadKey e) {
      return new Reading.Refused(e.getMessage());
    } catch (IOException | RuntimeException e) {
      // The parser speaks of what it does not like in many kinds of exceptions.
      return new Reading.Refused("the request is no PKCS #10 certificate request");
    }
  }

  private static Reading read(CertificationRequest parsed) throws BadKey, IOException {
    var info = parsed.getCertificationRequestInfo();
    PublicKey key = PublicKeyCheck.of(info.getSubjectPublicKeyInfo());
    Optional<String> algorithm =
        Optional.ofNullable(SIGNATURES.get(parsed.getSignatureAlgorithm().getAlgorithm()));
    if (algorithm.isEmpty()) {
      return new Reading.Refused("its signature is not of SHA-256, SHA-384 or SHA-512");
    }
    byte[] signed = info.getEncoded(ASN1Encoding.DER);
    if (!verifies(algorithm.get(), key, signed, parsed.getSignature().getOctets())) {
      return new Reading.Refused("its signature does not show that the sender has the key");
    }
    Optional<List<GeneralName>> alternatives = RequestedNames.of(info.getAttributes());
    if (alternatives.isEmpty()) {
      return new Reading.Refused("its subject alternative names have no sound form");
    }
    return new Reading.Read(
        new CertificateRequest(key, SubjectName.read(info.getSubject()), alternatives.get()));
  }

  private static boolean verifies(
      String algorithm, PublicKey key, byte[] content, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(key);
      verifier.update(content);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
