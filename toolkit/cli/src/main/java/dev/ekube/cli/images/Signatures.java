package dev.ekube.cli.images;

import dev.ekube.lock.Lock;
import dev.ekube.model.ImageRef;
import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.Platform;
import dev.ekube.oci.pull.PullException;
import dev.ekube.oci.pull.PullListener;
import dev.ekube.oci.pull.Resolver;
import dev.ekube.oci.registry.FaultKind;
import dev.ekube.oci.signature.SignatureTag;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Finds the signatures that cosign keeps beside images, for those that have any. */
final class Signatures {
  private final Resolver resolver;
  private final Platform platform;

  Signatures(Resolver resolver, Platform platform) {
    this.resolver = resolver;
    this.platform = platform;
  }

  /** The lock with an entry for every signature that its registries hold. */
  Lock added(Lock lock) throws PullException, InterruptedException {
    Map<ImageRef, LockedImage> all = new TreeMap<>();
    for (LockedImage image : lock.images()) {
      if (SignatureTag.isSignature(image.name())) {
        continue;
      }
      all.put(image.name(), image);
      Set<Digest> signed = new LinkedHashSet<>();
      signed.add(image.top().digest());
      signed.add(image.manifest().digest());
      for (Digest digest : signed) {
        find(SignatureTag.of(image.name(), digest)).ifPresent(s -> all.put(s.name(), s));
      }
    }
    return new Lock(lock.architecture(), List.copyOf(all.values()), lock.packages());
  }

  private Optional<LockedImage> find(ImageRef tag) throws PullException, InterruptedException {
    try {
      return Optional.of(resolver.resolve(List.of(tag), platform, PullListener.NONE).getFirst());
    } catch (PullException e) {
      if (e.faults().stream().allMatch(fault -> fault.kind() == FaultKind.NOT_FOUND)) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
