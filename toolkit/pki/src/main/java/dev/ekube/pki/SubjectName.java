package dev.ekube.pki;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * Subjects of organizations and one common name, in the bytes that Go gives them (crypto/x509/pkix
 * ToRDNSequence): all organizations in one set, before the common name; PrintableString where it
 * suffices, UTF-8 otherwise.
 */
final class SubjectName {
  private SubjectName() {}

  static X500Name of(String commonName, List<String> organizations) {
    List<RDN> parts = new ArrayList<>();
    if (!organizations.isEmpty()) {
      parts.add(
          new RDN(
              organizations.stream()
                  .map(name -> new AttributeTypeAndValue(BCStyle.O, text(name)))
                  .toArray(AttributeTypeAndValue[]::new)));
    }
    parts.add(new RDN(BCStyle.CN, text(commonName)));
    return new X500Name(parts.toArray(RDN[]::new));
  }

  private static ASN1Encodable text(String value) {
    return DERPrintableString.isPrintableString(value)
        ? new DERPrintableString(value)
        : new DERUTF8String(value);
  }

  /** What a subject says, when it says nothing besides organizations and one common name. */
  record Plain(String commonName, List<String> organizations) {}

  /** Empty for a subject with anything else in it, or with other than one common name. */
  static Optional<Plain> read(X500Name name) {
    List<String> commonNames = new ArrayList<>();
    List<String> organizations = new ArrayList<>();
    for (RDN part : name.getRDNs()) {
      for (AttributeTypeAndValue value : part.getTypesAndValues()) {
        boolean isText =
            value.getValue() instanceof org.bouncycastle.asn1.ASN1PrintableString
                || value.getValue() instanceof org.bouncycastle.asn1.ASN1UTF8String;
        if (!isText) {
          return Optional.empty();
        }
        String text = ((org.bouncycastle.asn1.ASN1String) value.getValue()).getString();
        if (value.getType().equals(BCStyle.CN)) {
          commonNames.add(text);
        } else if (value.getType().equals(BCStyle.O)) {
          organizations.add(text);
        } else {
          return Optional.empty();
        }
      }
    }
    return commonNames.size() == 1
        ? Optional.of(new Plain(commonNames.getFirst(), List.copyOf(organizations)))
        : Optional.empty();
  }
}
