package dev.ekube.oci.archive;

import dev.ekube.model.ImageRef;
import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.manifest.BadManifestException;
import dev.ekube.oci.manifest.Manifest;
import dev.ekube.oci.manifest.ManifestReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

/** One comparison of what is held with what is locked. */
final class Verification {
  private final Contents held;
  private final Progress progress;
  private final SortedMap<Digest, Place.Found> found = new ConcurrentSkipListMap<>();
  private final SortedMap<Digest, Need> needs = new TreeMap<>();
  private final List<Fault> faults = new ArrayList<>();

  /** What the lock says of one blob. */
  private record Need(Descriptor blob, SortedSet<ImageRef> images) {}

  Verification(Contents held, Progress progress) {
    this.held = held;
    this.progress = progress;
  }

  List<Fault> faults(List<LockedImage> images) throws IOException {
    progress.starts(held.blobs().values().stream().mapToLong(Place::size).sum());
    Parallel.each(
        Parallel.threads(),
        List.copyOf(held.blobs().entrySet()),
        blob ->
            found.put(
                blob.getKey(),
                blob.getValue().read((chunk, length) -> progress.moved(blob.getKey(), length))));
    for (LockedImage image : images) {
      collect(image);
    }
    needs.values().forEach(this::compare);
    held.blobs().forEach(this::judgeUnneeded);
    return faults.stream().distinct().sorted().toList();
  }

  /** Adds what is wrong with the names that an archive gives. */
  void compareNames(ArchiveIndex index, List<LockedImage> images) {
    Map<ImageRef, Digest> named = new TreeMap<>();
    index.images().forEach(one -> named.put(one.name(), one.top().digest()));
    for (LockedImage image : images) {
      for (ImageRef name : Metadata.names(image)) {
        Digest given = named.get(name);
        if (given == null) {
          fault(Fault.Kind.WRONG_NAME, name.value(), image, "the archive does not name it");
        } else if (!given.equals(image.top().digest())) {
          String detail = "the archive calls " + given + " so, not " + image.top().digest();
          fault(Fault.Kind.WRONG_NAME, name.value(), image, detail);
        }
      }
    }
  }

  private void collect(LockedImage image) throws IOException {
    need(image, image.top());
    need(image, image.manifest());
    if (!image.top().digest().equals(image.manifest().digest())) {
      Optional<Manifest> top = manifest(image, image.top());
      if (top.isPresent() && !lists(top.get(), image.manifest().digest())) {
        String detail = "it does not list " + image.manifest().digest();
        fault(Fault.Kind.NO_MANIFEST, image.top().digest().toString(), image, detail);
      }
    }
    Optional<Manifest> manifest = manifest(image, image.manifest());
    if (manifest.isPresent()) {
      switch (manifest.get()) {
        case Manifest.Image content -> {
          need(image, content.config());
          content.layers().forEach(layer -> need(image, layer));
        }
        case Manifest.Index index -> {
          String detail = "it is an index, not one platform's manifest";
          fault(Fault.Kind.NO_MANIFEST, image.manifest().digest().toString(), image, detail);
        }
      }
    }
  }

  private static boolean lists(Manifest top, Digest wanted) {
    return top instanceof Manifest.Index index
        && index.entries().stream().anyMatch(entry -> entry.descriptor().digest().equals(wanted));
  }

  /** Empty when its bytes are not there or not right, which is named for the blob itself. */
  private Optional<Manifest> manifest(LockedImage image, Descriptor blob) throws IOException {
    Place place = held.blobs().get(blob.digest());
    if (place == null || !isRight(blob.digest()) || place.size() > ManifestReader.MAX_BYTES) {
      return Optional.empty();
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    place.read((chunk, length) -> content.write(chunk, 0, length));
    try {
      return Optional.of(ManifestReader.read(content.toByteArray()));
    } catch (BadManifestException e) {
      String detail = "it is no manifest: " + e.getMessage();
      fault(Fault.Kind.NO_MANIFEST, blob.digest().toString(), image, detail);
      return Optional.empty();
    }
  }

  private void need(LockedImage image, Descriptor blob) {
    needs
        .computeIfAbsent(blob.digest(), digest -> new Need(blob, new TreeSet<>()))
        .images()
        .add(image.name());
  }

  private void compare(Need need) {
    Digest digest = need.blob().digest();
    List<ImageRef> images = List.copyOf(need.images());
    Place.Found there = found.get(digest);
    if (there == null) {
      faults.add(new Fault(Fault.Kind.MISSING, digest.toString(), images, "it is not there"));
    } else if (there.size() != need.blob().size()) {
      String detail = "it has " + there.size() + " bytes instead of " + need.blob().size();
      faults.add(new Fault(Fault.Kind.WRONG_SIZE, digest.toString(), images, detail));
    } else if (!there.digest().equals(digest)) {
      faults.add(new Fault(Fault.Kind.WRONG_DIGEST, digest.toString(), images, other(there)));
    }
  }

  private void judgeUnneeded(Digest digest, Place place) {
    if (needs.containsKey(digest)) {
      return;
    }
    if (isRight(digest)) {
      String detail = "no locked image needs its " + place.size() + " bytes";
      faults.add(new Fault(Fault.Kind.UNLISTED, digest.toString(), List.of(), detail));
    } else {
      String detail = other(found.get(digest));
      faults.add(new Fault(Fault.Kind.WRONG_DIGEST, digest.toString(), List.of(), detail));
    }
  }

  private static String other(Place.Found there) {
    return "its bytes are those of " + there.digest();
  }

  private boolean isRight(Digest digest) {
    return found.get(digest).digest().equals(digest);
  }

  private void fault(Fault.Kind kind, String subject, LockedImage image, String detail) {
    faults.add(new Fault(kind, subject, List.of(image.name()), detail));
  }
}
