package dev.ekube.pki;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * Kubernetes' own signers, as far as they are served here. {@code kubernetes.io/legacy-unknown} is
 * not: it puts no bounds on anything, and nothing of today needs it.
 */
enum Signer {
  API_CLIENT("kubernetes.io/kube-apiserver-client") {
    @Override
    Optional<String> objection(Asked asked) {
      return firstOf(
          List.of(
              missing(asked.usages, CLIENT_AUTH),
              surplus(asked.usages, Set.of(DIGITAL_SIGNATURE, KEY_ENCIPHERMENT, CLIENT_AUTH)),
              // The API server's admission says the same; this holds where somebody switched it
              // off.
              when(
                  asked.subject.organizations().contains("system:masters"),
                  "organization system:masters is given to nobody")));
    }
  },
  KUBELET_CLIENT("kubernetes.io/kube-apiserver-client-kubelet") {
    @Override
    Optional<String> objection(Asked asked) {
      return firstOf(
          List.of(
              notANode(asked),
              when(!asked.names.isEmpty(), "subject alternative names are not allowed"),
              exactly(asked.usages, CLIENT_AUTH),
              // Stricter than the controller manager: a node asks for itself alone.
              when(
                  asked.approved.groups().contains(NODES) && !asked.isAskedByItsSubject(),
                  "a node may ask for its own certificate alone")));
    }
  },
  KUBELET_SERVING("kubernetes.io/kubelet-serving") {
    @Override
    Optional<String> objection(Asked asked) {
      return firstOf(
          List.of(
              notANode(asked),
              when(
                  !asked.has(GeneralName.dNSName) && !asked.has(GeneralName.iPAddress),
                  "DNS or IP subjectAltName is required"),
              when(asked.has(GeneralName.rfc822Name), "Email subjectAltNames are not allowed"),
              when(
                  asked.has(GeneralName.uniformResourceIdentifier),
                  "URI subjectAltNames are not allowed"),
              exactly(asked.usages, SERVER_AUTH),
              // Stricter than the controller manager, as the API's documents say of the requester.
              when(!asked.isAskedByItsSubject(), "a node may ask for its own certificate alone")));
    }
  };

  static final String DIGITAL_SIGNATURE = "digital signature";
  static final String KEY_ENCIPHERMENT = "key encipherment";
  static final String CLIENT_AUTH = "client auth";
  static final String SERVER_AUTH = "server auth";

  private static final String NODES = "system:nodes";
  private static final String NODE = "system:node:";

  private final String signerName;

  Signer(String signerName) {
    this.signerName = signerName;
  }

  static Optional<Signer> of(String signerName) {
    return Arrays.stream(values()).filter(s -> s.signerName.equals(signerName)).findFirst();
  }

  /** A request's parts, side by side. */
  record Asked(
      ApprovedRequest approved,
      SubjectName.Plain subject,
      List<GeneralName> names,
      Set<String> usages) {
    private boolean has(int kind) {
      return names.stream().anyMatch(name -> name.getTagNo() == kind);
    }

    private boolean isAskedByItsSubject() {
      return approved.username().equals(subject.commonName());
    }
  }

  /** Why it is not signed, or nothing. */
  abstract Optional<String> objection(Asked asked);

  private static Optional<String> notANode(Asked asked) {
    return firstOf(
        List.of(
            when(
                !asked.subject.organizations().equals(List.of(NODES)),
                "subject organization is not system:nodes"),
            when(
                !asked.subject.commonName().startsWith(NODE)
                    || asked.subject.commonName().length() == NODE.length(),
                "subject common name does not begin with system:node:")));
  }

  /** The purpose with a digital signature, and for RSA's sake with key encipherment or without. */
  private static Optional<String> exactly(Set<String> usages, String purpose) {
    Set<String> plain = new TreeSet<>(Set.of(DIGITAL_SIGNATURE, purpose));
    Set<String> rsa = new TreeSet<>(plain);
    rsa.add(KEY_ENCIPHERMENT);
    return when(!usages.equals(plain) && !usages.equals(rsa), "usages did not match " + rsa);
  }

  private static Optional<String> missing(Set<String> usages, String usage) {
    return when(!usages.contains(usage), "missing required usage: " + usage);
  }

  private static Optional<String> surplus(Set<String> usages, Set<String> allowed) {
    return when(!allowed.containsAll(usages), "usages other than " + new TreeSet<>(allowed));
  }

  private static Optional<String> when(boolean objected, String why) {
    return objected ? Optional.of(why) : Optional.empty();
  }

  private static Optional<String> firstOf(List<Optional<String>> objections) {
    return objections.stream().flatMap(Optional::stream).findFirst();
  }
}
