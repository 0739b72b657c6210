package dev.ekube.oci.registry;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One place where an image may be fetched.
 *
 * @param registry as image references name it
 * @param base of the place
 * @param origin true for the registry itself
 */
public record Source(String registry, URI base, Optional<Path> ca, boolean origin) {
  private static final Map<String, String> REAL_HOSTS =
      Map.of("docker.io", "registry-1.docker.io", "index.docker.io", "registry-1.docker.io");

  /**
   * The mirrors of a registry in their order, then the registry itself, unless one of the mirrors
   * is it. A registry on loopback speaks plain HTTP when nothing else is said, as in Docker.
   */
  static List<Source> of(String registry, List<Mirror> mirrors) {
    List<Source> sources = new ArrayList<>();
    String host = REAL_HOSTS.getOrDefault(registry, registry);
    boolean named = false;
    for (Mirror mirror : mirrors) {
      String path = mirror.base().getPath();
      boolean bare = path.isEmpty() || path.equals("/");
      boolean itself = bare && mirror.base().getAuthority().equals(host);
      named |= itself;
      sources.add(new Source(registry, mirror.base(), mirror.ca(), itself));
    }
    if (!named) {
      URI https = URI.create("https://" + host);
      URI base = Hosts.isLoopback(https.getHost()) ? URI.create("http://" + host) : https;
      sources.add(new Source(registry, base, Optional.empty(), true));
    }
    return List.copyOf(sources);
  }

  /**
   * Where {@code rest}, such as {@code blobs/sha256:…}, of a repository is. A mirror is told whose
   * image it is, as containerd tells it, because some serve several registries.
   */
  URI uri(String repository, String rest) {
    String query = origin ? "" : "?ns=" + URLEncoder.encode(registry, StandardCharsets.UTF_8);
    return base.resolve("/v2/" + path(repository) + "/" + rest + query);
  }

  /** The repository as this place names it. */
  String path(String repository) {
    String prefix = base.getPath().replaceAll("^/+|/+$", "");
    return prefix.isEmpty() ? repository : prefix + "/" + repository;
  }

  /** Host and port, as messages name the place. */
  public String place() {
    return base.getAuthority();
  }
}
