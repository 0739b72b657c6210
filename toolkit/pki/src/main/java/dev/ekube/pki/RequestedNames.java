package dev.ekube.pki;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * The subject alternative names that a request asks for; its other extensions count for nothing.
 */
final class RequestedNames {
  private static final int MAX_DEPTH = 8;
  private static final int MAX_NAMES = 128;
  private static final Pattern PRINTABLE = Pattern.compile("[!-~]{1,253}");

  private RequestedNames() {}

  /**
   * Empty when they are malformed, too many, stand twice, or are of another than the usual kinds.
   */
  static Optional<List<GeneralName>> of(ASN1Set attributes) {
    List<GeneralName> names = new ArrayList<>();
    boolean seen = false;
    for (ASN1Encodable element : attributes) {
      Attribute attribute = Attribute.getInstance(element);
      if (!attribute.getAttrType().equals(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest)) {
        continue;
      }
      for (ASN1Encodable value : attribute.getAttrValues()) {
        Optional<Extension> extension =
            Optional.ofNullable(
                Extensions.getInstance(value).getExtension(Extension.subjectAlternativeName));
        if (extension.isEmpty()) {
          continue;
        }
        byte[] der = ASN1OctetString.getInstance(extension.get().getExtnValue()).getOctets();
        if (seen || !DerShape.holds(der, MAX_DEPTH)) {
          return Optional.empty();
        }
        seen = true;
        names.addAll(List.of(GeneralNames.getInstance(der).getNames()));
      }
    }
    boolean sound = names.size() <= MAX_NAMES && names.stream().allMatch(RequestedNames::isSound);
    return sound ? Optional.of(List.copyOf(names)) : Optional.empty();
  }

  private static boolean isSound(GeneralName name) {
    return switch (name.getTagNo()) {
      case GeneralName.dNSName, GeneralName.rfc822Name, GeneralName.uniformResourceIdentifier ->
          PRINTABLE.matcher(((ASN1String) name.getName()).getString()).matches();
      case GeneralName.iPAddress -> {
        int octets = ASN1OctetString.getInstance(name.getName()).getOctets().length;
        yield octets == 4 || octets == 16;
      }
      default -> false;
    };
  }
}
