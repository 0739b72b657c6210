package dev.ekube.kubeadm;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a certificate says, as text in which the order of names plays no part. */
final class CertificateText {
  private CertificateText() {}

  static String of(String name, X509Certificate certificate) throws CertificateParsingException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    Stream<String> alternatives =
        names == null ? Stream.of() : names.stream().map(entry -> (String) entry.get(1));
    // The JDK names the last attribute first.
    String subject = certificate.getSubjectX500Principal().getName("RFC2253");
    String issuer = certificate.getIssuerX500Principal().getName("RFC2253");
    return text(name, subject, issuer, certificate.getExtendedKeyUsage(), alternatives);
  }

  static String of(Leaf leaf) {
    String organizations =
        leaf.organizations().stream().map(o -> ",O=" + o).collect(Collectors.joining());
    return text(
        leaf.name(),
        "CN=" + leaf.commonName() + organizations,
        "CN=" + issuer(leaf.authority()),
        leaf.usages().stream().map(CertificateText::usage).toList(),
        Stream.concat(leaf.dnsNames().stream(), leaf.addresses().stream()));
  }

  private static String text(
      String name, String subject, String issuer, List<String> usages, Stream<String> names) {
    TreeSet<String> sorted =
        names
            // The JDK writes ::1 out.
            .map(one -> one.equals("::1") ? "0:0:0:0:0:0:0:1" : one)
            .collect(Collectors.toCollection(TreeSet::new));
    return "%s: %s by %s for %s as %s\n"
        .formatted(name, subject, issuer, new TreeSet<>(usages), sorted);
  }

  private static String issuer(Authority authority) {
    return switch (authority) {
      case CLUSTER -> "kubernetes";
      case FRONT_PROXY -> "front-proxy-ca";
      case ETCD -> "etcd-ca";
      case SERVICE -> "ekube";
    };
  }

  /** Object identifiers of RFC 5280, 4.2.1.12. */
  private static String usage(Leaf.Usage usage) {
    return switch (usage) {
      case SERVER -> "1.3.6.1.5.5.7.3.1";
      case CLIENT -> "1.3.6.1.5.5.7.3.2";
    };
  }
}
