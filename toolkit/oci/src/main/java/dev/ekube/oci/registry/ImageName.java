package dev.ekube.oci.registry;

import dev.ekube.model.ImageRef;
import dev.ekube.oci.Digest;
import java.util.Optional;

/**
 * The parts of an image reference, as Docker and containerd split it.
 *
 * @param registry host and perhaps port; {@code docker.io} where the first part is no host
 * @param repository the path within the registry, without a tag
 */
public record ImageName(
    String registry, String repository, Optional<String> tag, Optional<Digest> digest) {
  private static final String DOCKER = "docker.io";

  public static ImageName of(ImageRef ref) {
    String rest = ref.value();
    Optional<Digest> digest = Optional.empty();
    int at = rest.indexOf('@');
    if (at >= 0) {
      digest = Optional.of(Digest.parse(rest.substring(at + 1)));
      rest = rest.substring(0, at);
    }
    int slash = rest.indexOf('/');
    String first = rest.substring(0, slash);
    boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
    String path = host ? rest.substring(slash + 1) : rest;
    int colon = path.indexOf(':');
    Optional<String> tag = colon < 0 ? Optional.empty() : Optional.of(path.substring(colon + 1));
    String bare = colon < 0 ? path : path.substring(0, colon);
    String registry = host ? first : DOCKER;
    boolean official = registry.equals(DOCKER) && bare.indexOf('/') < 0;
    return new ImageName(registry, official ? "library/" + bare : bare, tag, digest);
  }

  /** What a manifest is asked by: the digest where there is one, else the tag, else latest. */
  public String reference() {
    return digest.map(Digest::toString).orElseGet(() -> tag.orElse("latest"));
  }

  /** The repository with its registry, as messages name it. */
  public String full() {
    return registry + "/" + repository;
  }
}
