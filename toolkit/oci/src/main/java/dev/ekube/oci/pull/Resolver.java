package dev.ekube.oci.pull;

import dev.ekube.model.ImageRef;
import dev.ekube.oci.Descriptor;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.Platform;
import dev.ekube.oci.manifest.Manifest;
import dev.ekube.oci.manifest.ManifestReader;
import dev.ekube.oci.registry.FaultKind;
import dev.ekube.oci.registry.FetchedManifest;
import dev.ekube.oci.registry.ImageName;
import dev.ekube.oci.registry.Registries;
import dev.ekube.oci.registry.RegistryClient;
import dev.ekube.oci.registry.RegistryFault;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Asks registries what their tags point at now. */
public final class Resolver {
  private final Registries registries;

  public Resolver(Registries registries) {
    this.registries = registries;
  }

  /** All of them, in the order given, some at a time; every fault is named. */
  public List<LockedImage> resolve(
      Collection<ImageRef> images, Platform platform, PullListener listener)
      throws PullException, InterruptedException {
    try (RegistryClient client = new RegistryClient(registries)) {
      Manifests manifests = new Manifests(client, listener);
      return Crew.all(
          client.limits().parallel(), images, image -> resolve(manifests, image, platform));
    }
  }

  private static LockedImage resolve(Manifests manifests, ImageRef image, Platform platform)
      throws RegistryFault, InterruptedException {
    FetchedManifest top = manifests.fetch(image, ImageName.of(image).reference());
    return switch (ManifestReader.read(top.content())) {
      case Manifest.Image unused -> new LockedImage(image, top.descriptor(), top.descriptor());
      case Manifest.Index index ->
          new LockedImage(image, top.descriptor(), member(manifests, image, index, platform));
    };
  }

  private static Descriptor member(
      Manifests manifests, ImageRef image, Manifest.Index index, Platform platform)
      throws RegistryFault, InterruptedException {
    String tried = "find " + image + " for " + platform;
    Descriptor listed =
        index
            .forPlatform(platform)
            .orElseThrow(
                () ->
                    new RegistryFault(
                        FaultKind.NO_PLATFORM, tried, "it is there for " + offered(index)));
    FetchedManifest found = manifests.fetch(image, listed.digest().toString());
    if (found.content().length != listed.size()) {
      throw new RegistryFault(
          FaultKind.BAD_MANIFEST,
          tried,
          "its index states " + listed.size() + " bytes for what has " + found.content().length);
    }
    if (ManifestReader.read(found.content()) instanceof Manifest.Index) {
      throw new RegistryFault(FaultKind.BAD_MANIFEST, tried, "its index names another index");
    }
    // The lock keeps the index's own word for the type, as every puller will find it there.
    return found.descriptor();
  }

  private static String offered(Manifest.Index index) {
    String offered =
        index.entries().stream()
            .flatMap(entry -> entry.platform().stream())
            .map(Platform::toString)
            .filter(name -> !name.startsWith("unknown/"))
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return offered.isEmpty() ? "no platform" : offered + " only";
  }
}
