package dev.ekube.pki;

import dev.ekube.kubeadm.Authority;
import dev.ekube.kubeadm.Leaf;
import dev.ekube.model.Bytes;
import dev.ekube.model.KeyKind;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One authority with its key. It holds no file and asks no clock; its random numbers are those of
 * the platform.
 */
public final class SigningAuthority {
  private final Authority authority;
  private final List<X509Certificate> trusted;
  private final PrivateKey key;

  /** The first of the trusted certificates is the one that belongs to the key. */
  SigningAuthority(Authority authority, List<X509Certificate> trusted, PrivateKey key) {
    this.authority = authority;
    this.trusted = List.copyOf(trusted);
    this.key = key;
  }

  /** A new authority that nothing keeps, for a store to write and for tests. */
  static SigningAuthority create(
      Authority authority, String commonName, KeyPair pair, Instant now, Duration lifetime) {
    X509Certificate root =
        CertificateMaker.root(commonName, pair, Validity.starting(now, lifetime));
    return new SigningAuthority(authority, List.of(root), pair.getPrivate());
  }

  public Authority authority() {
    return authority;
  }

  /** The certificate that signs. */
  public X509Certificate certificate() {
    return trusted.getFirst();
  }

  /**
   * Every certificate that peers shall trust, the signing one first. There is more than one only
   * while an authority is being replaced.
   */
  public List<X509Certificate> trusted() {
    return trusted;
  }

  /** The trusted certificates as the {@code ca.crt} of a node. */
  public String trustPem() {
    return trusted.stream().map(Issued::pem).collect(Collectors.joining());
  }

  public Fingerprint fingerprint() {
    return Fingerprint.of(certificate());
  }

  /**
   * Signs what the leaf says for a key; the validity is cut to the authority's own.
   *
   * @throws PkiException when the authority itself does not hold at that moment
   */
  public Issued issue(Leaf leaf, PublicKey publicKey, Instant now, Duration lifetime) {
    if (leaf.authority() != authority) {
      throw new IllegalArgumentException(leaf.name() + " is not signed by " + authority);
    }
    return issue(CertificateMaker.subject(leaf), publicKey, now, lifetime)
        .orElseThrow(() -> notValid(now));
  }

  /**
   * Signs what the leaf says for the key of a request (PKCS #10, DER), of which nothing else is
   * taken: neither names nor extensions.
   */
  public Signing issue(Leaf leaf, Bytes request, Instant now, Duration lifetime) {
    return switch (CertificateRequest.read(request.toArray())) {
      case CertificateRequest.Reading.Refused refused -> new Signing.Refused(refused.why());
      case CertificateRequest.Reading.Read read ->
          new Signing.Signed(issue(leaf, read.request().publicKey(), now, lifetime));
    };
  }

  /** The same, for keys of those kinds alone. */
  public Signing issue(
      Leaf leaf, Bytes request, Set<KeyKind> kinds, Instant now, Duration lifetime) {
    return switch (CertificateRequest.read(request.toArray())) {
      case CertificateRequest.Reading.Refused refused -> new Signing.Refused(refused.why());
      case CertificateRequest.Reading.Read read ->
          refusal(read.request().publicKey(), kinds)
              .<Signing>map(Signing.Refused::new)
              .orElseGet(
                  () -> new Signing.Signed(issue(leaf, read.request().publicKey(), now, lifetime)));
    };
  }

  private static Optional<String> refusal(PublicKey key, Set<KeyKind> kinds) {
    Optional<KeyKind> kind = KeyKind.of(key);
    if (kind.filter(kinds::contains).isPresent()) {
      return Optional.empty();
    }
    String wanted = kinds.stream().sorted().map(KeyKind::word).collect(Collectors.joining(" or "));
    return Optional.of(
        "its key is %s and not %s"
            .formatted(kind.map(KeyKind::word).orElse("of no such kind"), wanted));
  }

  /** Empty when the authority itself does not hold now. */
  Optional<Issued> issue(
      CertificateMaker.Subject subject, PublicKey publicKey, Instant now, Duration lifetime) {
    return Validity.starting(now, lifetime)
        .within(own(), now)
        .map(validity -> CertificateMaker.leaf(subject, publicKey, validity, certificate(), key))
        .map(signed -> new Issued(signed, certificate()));
  }

  private Validity own() {
    return new Validity(
        certificate().getNotBefore().toInstant(), certificate().getNotAfter().toInstant());
  }

  private PkiException notValid(Instant now) {
    return PkiException.refused(
        "tried to sign with "
            + certificate().getSubjectX500Principal().getName()
            + " at "
            + now
            + " but it holds from "
            + own().notBefore()
            + " to "
            + own().notAfter(),
        "set this machine's clock; if that is right, replace the authority as"
            + " docs/certificates.md says");
  }
}
