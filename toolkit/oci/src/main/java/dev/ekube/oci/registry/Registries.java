package dev.ekube.oci.registry;

import dev.ekube.oci.registry.auth.ContainerLogins;
import dev.ekube.oci.registry.auth.Logins;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How registries are reached.
 *
 * @param mirrors by registry as image references name it; tried in order, then the registry itself
 * @param ca PEM files whose authorities are trusted everywhere, such as that of a proxy
 * @param proxies as the environment names them
 * @param logins asked only when a registry wants credentials
 */
public record Registries(
    Map<String, List<Mirror>> mirrors,
    List<Path> ca,
    Proxies proxies,
    Logins logins,
    Limits limits) {
  public Registries {
    Map<String, List<Mirror>> copy = new TreeMap<>();
    mirrors.forEach((registry, list) -> copy.put(registry, List.copyOf(list)));
    mirrors = Map.copyOf(copy);
    ca = List.copyOf(ca);
  }

  /** Mirrors as given; proxies and logins as this environment has them, limits as usual. */
  public static Registries of(Map<String, List<Mirror>> mirrors, Map<String, String> environment) {
    return new Registries(
        mirrors,
        List.of(),
        Proxies.of(environment),
        new ContainerLogins(environment),
        Limits.USUAL);
  }

  public Registries with(Limits other) {
    return new Registries(mirrors, ca, proxies, logins, other);
  }
}
