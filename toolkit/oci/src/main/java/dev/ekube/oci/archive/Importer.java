package dev.ekube.oci.archive;

import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Puts an archive's blobs into the store: of {@link Exporter}, of other tools that write OCI
 * archives, or the folder of an OCI image layout. Every byte is hashed before a blob gets its name,
 * nothing is written outside the store, and an import that was cut is just done again.
 */
public final class Importer {
  private final BlobStore store;
  private final int threads;
  private final Progress progress;

  public Importer(BlobStore store, Progress progress) {
    this.store = store;
    this.progress = progress;
    this.threads = Parallel.threads();
  }

  /** Takes all blobs in, then sees to it that every image that the archive names is whole. */
  public Imported read(Path archive) throws IOException {
    Contents contents = Contents.of(archive);
    ArchiveIndex index = contents.index(archive);
    progress.starts(contents.blobs().values().stream().mapToLong(Place::size).sum());
    AtomicInteger blobs = new AtomicInteger();
    AtomicLong bytes = new AtomicLong();
    BlobIntake intake = new BlobIntake(store, archive, progress);
    Parallel.each(
        threads,
        List.copyOf(contents.blobs().entrySet()),
        (Map.Entry<Digest, Place> blob) -> {
          if (intake.take(blob.getKey(), blob.getValue())) {
            blobs.incrementAndGet();
            bytes.addAndGet(blob.getValue().size());
          }
        });
    List<LockedImage> images = new ArrayList<>();
    for (ArchiveIndex.Named named : index.images()) {
      images.addAll(whole(archive, index, named));
    }
    return new Imported(images.stream().distinct().sorted().toList(), blobs.get(), bytes.get());
  }

  private List<LockedImage> whole(Path archive, ArchiveIndex index, ArchiveIndex.Named named)
      throws IOException {
    Wholeness found = Wholeness.of(store, named.name(), named.top());
    if (!found.whole().isEmpty()) {
      return found.whole();
    }
    List<Digest> missing = found.missing().stream().map(Descriptor::digest).toList();
    String first = missing.stream().limit(3).map(Digest::toString).toList().toString();
    String more = missing.size() > 3 ? " and " + (missing.size() - 3) + " more" : "";
    throw TarEntries.refused(
        archive,
        "for " + named.name() + " neither it nor the store has " + first + more,
        index.delta() ? "import the older archive first" : "export it again");
  }
}
