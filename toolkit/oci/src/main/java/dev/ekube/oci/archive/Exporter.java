package dev.ekube.oci.archive;

import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.registry.ImageName;
import dev.ekube.oci.signature.SignatureTag;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes images of the store into archives. The same images give the same bytes, whatever the
 * machine, its clock, zone, umask and number of processors; a blob that changed on the disk is
 * named and nothing is left under the archive's name.
 */
public final class Exporter {
  private final BlobStore store;
  private final int threads;
  private final Progress progress;

  public Exporter(BlobStore store, Progress progress) {
    this(store, progress, Parallel.threads());
  }

  Exporter(BlobStore store, Progress progress, int threads) {
    this.store = store;
    this.progress = progress;
    this.threads = threads;
  }

  /** All of {@code images}, signatures among them, in one file. */
  public Exported whole(List<LockedImage> images, Path file) throws IOException {
    return write(images, Set.of(), false, file);
  }

  /**
   * Names all of {@code images} but holds only the blobs that {@code older}, an archive or a delta
   * itself, lacks. Only {@link Importer} puts the two together; other tools refuse the file.
   */
  public Exported since(List<LockedImage> images, Path older, Path file) throws IOException {
    return write(images, Contents.of(older).blobs().keySet(), true, file);
  }

  /**
   * One file for each image in {@code folder}, named as {@code docker save} scripts do: {@code
   * coredns_v1.11.3.tar}. Signatures are passed over.
   */
  public List<Exported> compat(List<LockedImage> images, Path folder) throws IOException {
    SortedMap<String, List<LockedImage>> files = new TreeMap<>();
    for (LockedImage image : images) {
      if (!SignatureTag.isSignature(image.name())) {
        files.computeIfAbsent(fileName(image), name -> new ArrayList<>()).add(image);
      }
    }
    for (Map.Entry<String, List<LockedImage>> file : files.entrySet()) {
      if (file.getValue().stream().map(LockedImage::name).distinct().count() > 1) {
        throw ArchiveException.tried(
            "write one file for each image",
            file.getValue().stream().map(image -> image.name().value()).toList()
                + " would all be "
                + file.getKey(),
            "choose among them with --image");
      }
    }
    Files.createDirectories(folder);
    List<Exported> written = new ArrayList<>();
    for (Map.Entry<String, List<LockedImage>> file : files.entrySet()) {
      written.add(write(file.getValue(), Set.of(), false, folder.resolve(file.getKey())));
    }
    return written;
  }

  private Exported write(List<LockedImage> images, Set<Digest> left, boolean delta, Path file)
      throws IOException {
    List<ImageBlobs> all = new ArrayList<>();
    SortedMap<Digest, Descriptor> blobs = new TreeMap<>();
    for (LockedImage image : images.stream().distinct().sorted().toList()) {
      ImageBlobs one = ImageBlobs.of(store, image);
      all.add(one);
      one.all().forEach(blob -> blobs.put(blob.digest(), blob));
    }
    int named = blobs.size();
    blobs.keySet().removeAll(left);
    Metadata metadata = new Metadata(all, delta);
    TarPlan plan = TarPlan.of(metadata.files(), blobs.values());
    new TarWriter(store, progress, threads).write(plan, file);
    return new Exported(file, plan.bytes(), blobs.size(), named - blobs.size());
  }

  private static String fileName(LockedImage image) {
    ImageName name = ImageName.of(image.name());
    String version =
        name.tag().orElseGet(() -> "sha256-" + image.top().digest().hex().substring(0, 12));
    return lastPart(name) + "_" + version + ".tar";
  }

  private static String lastPart(ImageName name) {
    return name.repository().substring(name.repository().lastIndexOf('/') + 1);
  }
}
