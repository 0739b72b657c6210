package dev.ekube.cli.images;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.manager.SandboxImages;
import dev.ekube.model.ImageRef;
import dev.ekube.oci.registry.Mirror;
import dev.ekube.oci.registry.Registries;
import dev.ekube.sandbox.SandboxRegistry;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where images come from: the registries and mirrors of cluster.yaml, or the registry of a sandbox,
 * which lives as long as this object.
 */
record Sources(Registries registries, Optional<SandboxRegistry> sandbox) implements AutoCloseable {
  /** {@code images} are all that will be asked for. */
  static Sources of(LockedSite site, List<ImageRef> images) {
    Optional<Path> sandbox = site.options().sandbox();
    if (sandbox.isEmpty()) {
      return new Sources(Registries.of(mirrors(site), System.getenv()), Optional.empty());
    }
    SandboxRegistry registry = SandboxImages.registry(sandbox.get(), images);
    Map<String, List<Mirror>> mirrors = new TreeMap<>();
    for (ImageRef image : images) {
      String host = image.value().substring(0, image.value().indexOf('/'));
      mirrors.put(host, List.of(new Mirror(registry.url(host), Optional.empty())));
    }
    return new Sources(Registries.of(mirrors, Map.of()), Optional.of(registry));
  }

  private static Map<String, List<Mirror>> mirrors(LockedSite site) {
    Map<String, List<Mirror>> mirrors = new TreeMap<>();
    for (dev.ekube.model.Mirror mirror : site.cluster().images().mirrors()) {
      Optional<Path> ca = mirror.ca().map(site.clusterFile()::resolveSibling);
      if (ca.isPresent() && !Files.isReadable(ca.get())) {
        throw PortException.precondition(
            "tried to trust %s for %s but cannot read it".formatted(ca.get(), mirror.url()),
            "put the file there, or take ca out of images.mirrors");
      }
      mirrors
          .computeIfAbsent(mirror.registry(), registry -> new ArrayList<>())
          .add(new Mirror(URI.create(mirror.url()), ca));
    }
    return mirrors;
  }

  @Override
  public void close() {
    sandbox.ifPresent(SandboxRegistry::close);
  }
}
