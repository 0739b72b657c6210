package dev.ekube.oci;

import dev.ekube.model.ImageRef;
import java.util.Optional;

/**
 * An image reference taken apart.
 *
 * @param registry host and port, such as {@code registry.k8s.io}
 * @param repository the path below it, such as {@code coredns/coredns}
 */
public record Reference(
    String registry, String repository, Optional<String> tag, Optional<Digest> digest) {

  /** The parts of {@code image}, whose shape its type has checked. */
  public static Reference of(ImageRef image) {
    String rest = image.value();
    int at = rest.indexOf('@');
    Optional<Digest> digest = Optional.empty();
    if (at >= 0) {
      digest = Optional.of(Digest.parse(rest.substring(at + 1)));
      rest = rest.substring(0, at);
    }
    int slash = rest.indexOf('/');
    int colon = rest.indexOf(':', slash);
    Optional<String> tag = colon < 0 ? Optional.empty() : Optional.of(rest.substring(colon + 1));
    String repository = rest.substring(slash + 1, colon < 0 ? rest.length() : colon);
    return new Reference(rest.substring(0, slash), repository, tag, digest);
  }

  /** Registry and repository, without tag and digest. */
  public String name() {
    return registry + "/" + repository;
  }

  /** The last part of the repository's path, such as {@code coredns}. */
  public String lastPart() {
    return repository.substring(repository.lastIndexOf('/') + 1);
  }
}
