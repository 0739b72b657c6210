package dev.ekube.pki;

import dev.ekube.kubeadm.Leaf;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes certificates with the fields, flags and order of extensions that kubeadm 1.32 and its
 * controller manager give them (util/pkiutil/pki_helpers.go, controller/certificates/authority and
 * Go's crypto/x509 CreateCertificate).
 */
final class CertificateMaker {
  private static final int SERIAL_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final DateTimeFormatter UTC_TIME = time("yyMMddHHmmss'Z'");
  private static final DateTimeFormatter GENERALIZED_TIME = time("uuuuMMddHHmmss'Z'");
  private static final int KUBEADM_USAGE = KeyUsage.digitalSignature | KeyUsage.keyEncipherment;

  private CertificateMaker() {}

  /**
   * What is certified.
   *
   * @param keyUsage bits of {@link KeyUsage}
   */
  record Subject(
      X500Name name, int keyUsage, List<KeyPurposeId> purposes, List<GeneralName> alternatives) {}

  /** A certificate for a leaf, as kubeadm would write it. */
  static Subject subject(Leaf leaf) {
    List<KeyPurposeId> purposes = new ArrayList<>();
    if (leaf.usages().contains(Leaf.Usage.SERVER)) {
      purposes.add(KeyPurposeId.id_kp_serverAuth);
    }
    if (leaf.usages().contains(Leaf.Usage.CLIENT)) {
      purposes.add(KeyPurposeId.id_kp_clientAuth);
    }
    return new Subject(
        SubjectName.of(leaf.commonName(), leaf.organizations()),
        KUBEADM_USAGE,
        purposes,
        alternatives(leaf.dnsNames(), leaf.addresses()));
  }

  /** DNS names first, then addresses, as Go orders them. */
  static List<GeneralName> alternatives(List<String> dnsNames, List<String> addresses) {
    List<GeneralName> names = new ArrayList<>();
    new LinkedHashSet<>(dnsNames).forEach(n -> names.add(new GeneralName(GeneralName.dNSName, n)));
    new LinkedHashSet<>(addresses)
        .forEach(a -> names.add(new GeneralName(GeneralName.iPAddress, a)));
    return List.copyOf(names);
  }

  /** A root that signs itself: client-go's NewSelfSignedCACert. */
  static X509Certificate root(String commonName, KeyPair pair, Validity validity) {
    X500Name name = SubjectName.of(commonName, List.of());
    try {
      X509v3CertificateBuilder builder = builder(name, validity, name, pair.getPublic());
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KUBEADM_USAGE | KeyUsage.keyCertSign));
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(new GeneralName(GeneralName.dNSName, commonName)));
      return sign(builder, pair.getPrivate());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("a certificate of known parts has a form", e);
    }
  }

  /** A certificate under an authority. */
  static X509Certificate leaf(
      Subject subject,
      PublicKey key,
      Validity validity,
      X509Certificate issuer,
      PrivateKey issuerKey) {
    try {
      X500Name issuerName = X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded());
      X509v3CertificateBuilder builder = builder(issuerName, validity, subject.name, key);
      if (subject.keyUsage != 0) {
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(subject.keyUsage));
      }
      builder.addExtension(
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(subject.purposes.toArray(KeyPurposeId[]::new)));
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      Optional<byte[]> issuerId =
          Optional.ofNullable(issuer.getExtensionValue(Extension.subjectKeyIdentifier.getId()));
      if (issuerId.isPresent()) {
        byte[] inner = ASN1OctetString.getInstance(issuerId.get()).getOctets();
        byte[] id = SubjectKeyIdentifier.getInstance(inner).getKeyIdentifier();
        builder.addExtension(
            Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(id));
      }
      if (!subject.alternatives.isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(subject.alternatives.toArray(GeneralName[]::new)));
      }
      return sign(builder, issuerKey);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("a certificate of known parts has a form", e);
    }
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer, Validity validity, X500Name subject, PublicKey key) {
    BigInteger serial = new BigInteger(SERIAL_BITS, RANDOM).max(BigInteger.ONE);
    return new X509v3CertificateBuilder(
        issuer,
        serial,
        time(validity.notBefore()),
        time(validity.notAfter()),
        subject,
        SubjectPublicKeyInfo.getInstance(key.getEncoded()));
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException, IOException {
    try {
      var signer = new JcaContentSignerBuilder(KeyPairs.signatureOf(key)).build(key);
      return parse(builder.build(signer).getEncoded());
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  static X509Certificate parse(byte[] der) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  /** UTCTime through 2049 and GeneralizedTime from then on, as RFC 5280 wants. */
  private static Time time(Instant instant) {
    boolean late = instant.atOffset(ZoneOffset.UTC).getYear() >= 2050;
    return late
        ? new Time(new DERGeneralizedTime(GENERALIZED_TIME.format(instant)))
        : new Time(new DERUTCTime(UTC_TIME.format(instant)));
  }

  private static DateTimeFormatter time(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
