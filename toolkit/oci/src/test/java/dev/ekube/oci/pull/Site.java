package dev.ekube.oci.pull;

import dev.ekube.oci.Descriptor;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.Platform;
import dev.ekube.oci.fake.FakeImage;
import dev.ekube.oci.registry.Limits;
import dev.ekube.oci.registry.Mirror;
import dev.ekube.oci.registry.Proxies;
import dev.ekube.oci.registry.Registries;
import dev.ekube.oci.registry.RegistryFault;
import dev.ekube.oci.registry.auth.Logins;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A store, the registries that it is filled from, and what its pulls tell. */
final class Site implements PullListener {
  /** A registry where nobody answers, so that its mirrors alone serve its images. */
  static final String REGISTRY = "localhost:1";

  static final Limits QUICK =
      new Limits(
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofMillis(400),
          3,
          Duration.ofMillis(5),
          4);

  final BlobStore store;
  final Registries registries;
  final List<RegistryFault> faults = new CopyOnWriteArrayList<>();
  final List<Descriptor> finished = new CopyOnWriteArrayList<>();

  Site(Path folder, URI... mirrors) throws IOException {
    this(folder, Logins.NONE, mirrors);
  }

  Site(Path folder, Logins logins, URI... mirrors) throws IOException {
    List<Mirror> list =
        Arrays.stream(mirrors).map(uri -> new Mirror(uri, Optional.empty())).toList();
    store = BlobStore.open(folder);
    registries = new Registries(Map.of(REGISTRY, list), List.of(), Proxies.NONE, logins, QUICK);
  }

  Site(Path folder, Registries registries) throws IOException {
    this.store = BlobStore.open(folder);
    this.registries = registries;
  }

  PullReport pull(FakeImage... images) throws IOException, InterruptedException {
    return pull(REGISTRY, images);
  }

  PullReport pull(String registry, FakeImage... images) throws IOException, InterruptedException {
    List<LockedImage> locked = Arrays.stream(images).map(image -> image.locked(registry)).toList();
    return new Puller(store, registries).pull(locked, this);
  }

  LockedImage resolve(FakeImage image, String platform) throws IOException, InterruptedException {
    return new Resolver(registries)
        .resolve(List.of(image.ref(REGISTRY)), Platform.parse(platform), this)
        .getFirst();
  }

  /** Every blob of these images is there with its own bytes. */
  boolean holds(FakeImage... images) throws IOException {
    for (FakeImage image : images) {
      List<Descriptor> blobs = new ArrayList<>(image.layers());
      blobs.add(image.top());
      blobs.add(image.manifest());
      for (Descriptor blob : blobs) {
        if (!store.has(blob.digest(), blob.size())) {
          return false;
        }
        store.bytes(blob.digest(), Integer.MAX_VALUE);
      }
    }
    return true;
  }

  List<String> leftovers() throws IOException {
    try (Stream<Path> files = Files.list(store.partial())) {
      return files
          .filter(file -> file.toFile().length() > 0)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @Override
  public void again(RegistryFault fault) {
    faults.add(fault);
  }

  @Override
  public void finished(Descriptor blob) {
    finished.add(blob);
  }
}
