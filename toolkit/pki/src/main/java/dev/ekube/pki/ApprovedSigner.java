package dev.ekube.pki;

import dev.ekube.kubeadm.Authority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * Signs what the Kubernetes API has approved, in the place of the controller manager, which has no
 * CA key in a cluster of ekube. Sources of the rules: Kubernetes 1.32 pkg/controller/certificates
 * and pkg/apis/certificates/helpers.go; where this is stricter, it says so.
 */
public final class ApprovedSigner {
  private static final Duration SHORTEST = Duration.ofMinutes(10);

  private final SigningAuthority authority;
  private final Supplier<Duration> longest;

  /**
   * Takes the cluster's authority.
   *
   * @param longest how long a certificate holds for which nothing shorter is asked
   */
  public ApprovedSigner(SigningAuthority authority, Supplier<Duration> longest) {
    if (authority.authority() != Authority.CLUSTER) {
      throw new IllegalArgumentException("approved requests are signed by the cluster's authority");
    }
    this.authority = authority;
    this.longest = longest;
  }

  /**
   * Signs, or says why not. A refusal belongs into the object as the condition Failed with reason
   * SignerValidationFailure; one for a signer that is not Kubernetes' own ({@link #knows}) is to be
   * left to whoever made that signer.
   */
  public Signing sign(ApprovedRequest approved, Instant now) {
    Optional<Signer> signer = Signer.of(approved.signerName());
    if (signer.isEmpty()) {
      return new Signing.Refused(
          "no certificate is signed here for signerName " + printable(approved.signerName()));
    }
    return switch (CertificateRequest.read(approved.request().toArray())) {
      case CertificateRequest.Reading.Refused refused -> new Signing.Refused(refused.why());
      case CertificateRequest.Reading.Read read ->
          sign(approved, signer.get(), read.request(), now);
    };
  }

  /** True for the three signers whose requests are this one's to sign or refuse. */
  public static boolean knows(String signerName) {
    return Signer.of(signerName).isPresent();
  }

  private Signing sign(
      ApprovedRequest approved, Signer signer, CertificateRequest request, Instant now) {
    if (request.subject().isEmpty()) {
      // The controller manager would copy any subject; nothing in Kubernetes reads other parts.
      return new Signing.Refused("subject has other parts than organizations and one common name");
    }
    SubjectName.Plain subject = request.subject().get();
    Set<String> usages = new TreeSet<>(approved.usages());
    Optional<String> objection =
        signer.objection(new Signer.Asked(approved, subject, request.alternatives(), usages));
    if (objection.isPresent()) {
      return new Signing.Refused(objection.get());
    }
    return authority
        .issue(
            new CertificateMaker.Subject(
                SubjectName.of(subject.commonName(), subject.organizations()),
                keyUsage(usages),
                purposes(usages),
                inGoOrder(request.alternatives())),
            request.publicKey(),
            now,
            lifetime(approved.expirationSeconds()))
        .<Signing>map(Signing.Signed::new)
        .orElseGet(() -> new Signing.Refused("the cluster's authority does not hold at " + now));
  }

  private static int keyUsage(Set<String> usages) {
    return (usages.contains(Signer.DIGITAL_SIGNATURE) ? KeyUsage.digitalSignature : 0)
        | (usages.contains(Signer.KEY_ENCIPHERMENT) ? KeyUsage.keyEncipherment : 0);
  }

  private static List<KeyPurposeId> purposes(Set<String> usages) {
    List<KeyPurposeId> purposes = new ArrayList<>();
    if (usages.contains(Signer.SERVER_AUTH)) {
      purposes.add(KeyPurposeId.id_kp_serverAuth);
    }
    if (usages.contains(Signer.CLIENT_AUTH)) {
      purposes.add(KeyPurposeId.id_kp_clientAuth);
    }
    return purposes;
  }

  /** Names by kind, in the order in which Go writes the kinds. */
  private static List<GeneralName> inGoOrder(List<GeneralName> names) {
    List<Integer> kinds =
        List.of(
            GeneralName.dNSName,
            GeneralName.rfc822Name,
            GeneralName.iPAddress,
            GeneralName.uniformResourceIdentifier);
    return kinds.stream()
        .flatMap(kind -> names.stream().filter(name -> name.getTagNo() == kind))
        .toList();
  }

  private Duration lifetime(OptionalInt expirationSeconds) {
    // As the controller manager takes --cluster-signing-duration.
    Duration most = longest.get();
    Duration asked =
        expirationSeconds.isPresent() ? Duration.ofSeconds(expirationSeconds.getAsInt()) : most;
    Duration enough = asked.compareTo(SHORTEST) < 0 ? SHORTEST : asked;
    return enough.compareTo(most) > 0 ? most : enough;
  }

  private static String printable(String text) {
    String safe = text.replaceAll("[^!-~]", "?");
    return safe.length() > 100 ? safe.substring(0, 100) + "…" : safe;
  }
}
