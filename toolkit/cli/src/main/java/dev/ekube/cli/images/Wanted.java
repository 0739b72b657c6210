package dev.ekube.cli.images;

import dev.ekube.kubeadm.ContainerImages;
import dev.ekube.lock.Lock;
import dev.ekube.lock.LockedPackage;
import dev.ekube.model.ImageRef;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.pull.PullException;
import dev.ekube.oci.pull.PullListener;
import dev.ekube.oci.pull.Resolver;
import dev.ekube.oci.signature.SignatureTag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a lock file is to hold.
 *
 * @param all images, each once
 * @param kept what is locked already and may stay, signatures among them
 * @param packages that are locked already, of node images
 */
record Wanted(
    LockedSite site, List<ImageRef> all, List<LockedImage> kept, List<LockedPackage> packages) {
  static Wanted of(LockedSite site, Optional<Lock> before, boolean compat) {
    // A lock for another architecture holds nothing of use.
    Optional<Lock> usable =
        before.filter(lock -> lock.architecture() == site.cluster().images().architecture());
    List<LockedImage> locked = usable.map(Lock::images).orElse(List.of());
    List<ImageRef> pauses =
        ContainerImages.otherPauses().stream()
            .filter(pause -> compat || usable.flatMap(lock -> lock.image(pause)).isPresent())
            .toList();
    List<ImageRef> all = Stream.concat(site.needed().stream(), pauses.stream()).distinct().toList();
    return new Wanted(
        site,
        all,
        locked.stream()
            .filter(one -> all.contains(one.name()) || SignatureTag.isSignature(one.name()))
            .toList(),
        usable.map(Lock::packages).orElse(List.of()));
  }

  /** Images to ask registries for: those named, and those that are not locked. */
  List<ImageRef> asking(Collection<ImageRef> named) {
    return all.stream()
        .filter(
            image -> named.contains(image) || kept.stream().noneMatch(k -> k.name().equals(image)))
        .toList();
  }

  /** The new lock: what registries say now of the images in {@code ask}, and what stays. */
  Lock resolved(Resolver resolver, List<ImageRef> ask, boolean signatures)
      throws PullException, InterruptedException {
    Lock lock = lock(resolver.resolve(ask, site.platform(), PullListener.NONE));
    return signatures || hasSignatures()
        ? new Signatures(resolver, site.platform()).added(lock)
        : lock;
  }

  private boolean hasSignatures() {
    return kept.stream().anyMatch(one -> SignatureTag.isSignature(one.name()));
  }

  /** The new lock without signatures: what was found, and what stays. */
  Lock lock(List<LockedImage> found) {
    Map<ImageRef, LockedImage> images = new TreeMap<>();
    boolean untouched = found.isEmpty();
    for (LockedImage image : kept) {
      if (untouched || !SignatureTag.isSignature(image.name())) {
        images.put(image.name(), image);
      }
    }
    found.forEach(image -> images.put(image.name(), image));
    return new Lock(
        site.cluster().images().architecture(), new ArrayList<>(images.values()), packages);
  }
}
