package dev.ekube.pki;

import dev.ekube.model.Bytes;
import java.util.List;
import java.util.OptionalInt;

/**
 * What counts of a CertificateSigningRequest object (certificates.k8s.io/v1) that carries the
 * condition Approved and not Failed; who approves is the API server's business.
 *
 * @param signerName its spec.signerName
 * @param usages its spec.usages, as written there
 * @param username who made it
 * @param groups whom that user belongs to
 * @param request the DER inside of its spec.request
 * @param expirationSeconds its spec.expirationSeconds
 */
public record ApprovedRequest(
    String signerName,
    List<String> usages,
    String username,
    List<String> groups,
    Bytes request,
    OptionalInt expirationSeconds) {
  public ApprovedRequest {
    usages = List.copyOf(usages);
    groups = List.copyOf(groups);
  }
}
