package dev.ekube.cli.packages;

import dev.ekube.model.Architecture;
import dev.ekube.model.node.PackageRepository;
import dev.ekube.oci.registry.WebClient;
import dev.ekube.rpm.repo.Repository;
import dev.ekube.rpm.verify.Fingerprint;
import dev.ekube.rpm.verify.Keyring;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The repositories of a cluster.yaml, with their keys read. */
final class SiteRepositories {
  private static final int MOST_KEY = 1 << 20;

  private final Path beside;
  private final Architecture architecture;
  private final WebClient client;

  /** {@code beside} is the folder of cluster.yaml, from which paths count. */
  SiteRepositories(Path beside, Architecture architecture, WebClient client) {
    this.beside = beside;
    this.architecture = architecture;
    this.client = client;
  }

  /** The architecture as rpm names it. */
  static String rpmName(Architecture architecture) {
    return switch (architecture) {
      case AMD64 -> "x86_64";
      case ARM64 -> "aarch64";
      case PPC64LE -> "ppc64le";
      case S390X -> "s390x";
    };
  }

  Repository repository(PackageRepository one) throws IOException, InterruptedException {
    List<URI> bases =
        Stream.concat(Stream.of(one.url()), one.mirrors().stream())
            .map(url -> url.replace("$basearch", rpmName(architecture)))
            .map(url -> URI.create(url.endsWith("/") ? url : url + "/"))
            .toList();
    List<byte[]> keys = new ArrayList<>();
    for (String key : one.keys()) {
      keys.add(
          key.contains("://")
              ? client.bytes(URI.create(key), MOST_KEY)
              : Files.readAllBytes(beside.resolve(key)));
    }
    Set<Fingerprint> pinned =
        one.fingerprints().stream().map(Fingerprint::parse).collect(Collectors.toSet());
    Keyring keyring = Keyring.of(keys, pinned);
    return new Repository(one.name(), bases, keyring, one.priority(), one.excludes());
  }
}
