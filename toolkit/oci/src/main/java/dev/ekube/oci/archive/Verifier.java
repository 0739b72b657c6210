package dev.ekube.oci.archive;

import dev.ekube.oci.LockedImage;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Hashes every byte anew, on several threads, and names all that is not as the lock wants it. */
public final class Verifier {
  private final Progress progress;

  public Verifier(Progress progress) {
    this.progress = progress;
  }

  /** Faults of the store, in order; none when every locked image is there byte for byte. */
  public List<Fault> store(BlobStore store, List<LockedImage> images) throws IOException {
    Contents held = Contents.folder(store.folder());
    return new Verification(held, progress).faults(images);
  }

  /**
   * Faults of an archive, in order. A delta lacks by its nature what the older archive has: import
   * it and verify the store.
   */
  public List<Fault> archive(Path archive, List<LockedImage> images) throws IOException {
    Contents held = Contents.of(archive);
    ArchiveIndex index = held.index(archive);
    Verification verification = new Verification(held, progress);
    verification.compareNames(index, images);
    return verification.faults(images);
  }
}
