package dev.ekube.pki;

import dev.ekube.model.Bytes;
import java.io.IOException;
import java.security.KeyPair;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;

/** Certificate requests for tests of every room. */
public final class Requests {
  private Requests() {}

  /** A sound request of that subject and those names. */
  public static Bytes of(KeyPair pair, String commonName, List<String> organizations) {
    return of(pair, SubjectName.of(commonName, organizations), List.of());
  }

  static Bytes of(KeyPair pair, X500Name subject, List<GeneralName> names) {
    return signedBy(pair, pair, subject, names, KeyPairs.signatureOf(pair.getPrivate()));
  }

  /** A request for one pair's public key that another pair signs. */
  static Bytes signedBy(
      KeyPair signer, KeyPair pair, X500Name subject, List<GeneralName> names, String algorithm) {
    try {
      var builder =
          new PKCS10CertificationRequestBuilder(
              subject, SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
      if (!names.isEmpty()) {
        byte[] value = new GeneralNames(names.toArray(GeneralName[]::new)).getEncoded();
        builder.addAttribute(
            PKCSObjectIdentifiers.pkcs_9_at_extensionRequest,
            new Extensions(new Extension(Extension.subjectAlternativeName, false, value)));
      }
      var content = new JcaContentSignerBuilder(algorithm).build(signer.getPrivate());
      return Bytes.of(builder.build(content).getEncoded());
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }
}
