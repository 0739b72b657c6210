package dev.ekube.oci.archive;

import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What can go from the store: planned first, so that a dry run shows what a real one does.
 *
 * @param blobs that no given lock needs
 * @param partial files of pulls and imports that nobody is at work on any more
 * @param bytes that will be free
 */
public record Prune(BlobStore store, List<Digest> blobs, List<Path> partial, long bytes) {
  private static final Pattern PULLED = Pattern.compile("[0-9a-f]{64}");
  private static final String LOCK = ".lock";

  public Prune {
    blobs = List.copyOf(blobs);
    partial = List.copyOf(partial);
  }

  /**
   * Keeps what {@code needed} names: give the images of every lock that uses this store. An image
   * whose manifest is not in the store is refused, because nobody knows which layers it needs.
   */
  public static Prune plan(BlobStore store, Collection<LockedImage> needed) throws IOException {
    Set<Digest> keep = new HashSet<>();
    for (LockedImage image : needed) {
      ImageBlobs.of(store, image).all().stream().map(Descriptor::digest).forEach(keep::add);
    }
    List<Digest> blobs = new ArrayList<>();
    long bytes = 0;
    for (Digest digest : store.all()) {
      if (!keep.contains(digest)) {
        blobs.add(digest);
        bytes += Files.size(store.path(digest));
      }
    }
    List<Path> partial = new ArrayList<>();
    try (Stream<Path> files = Files.list(store.partial())) {
      for (Path file : files.sorted().toList()) {
        if (isDead(file)) {
          partial.add(file);
          bytes += Files.size(file);
        }
      }
    }
    return new Prune(store, blobs, partial, bytes);
  }

  /** Deletes what was planned; what is gone already is fine. */
  public void run() throws IOException {
    for (Digest digest : blobs) {
      store.delete(digest);
    }
    for (Path file : partial) {
      if (isDead(file)) {
        Files.deleteIfExists(file);
      }
    }
  }

  /**
   * Nobody is at work on it: the lock that goes with it is free. A pull's lock is a file beside the
   * blob's, an import locks its own file, and both end with their process.
   */
  private static boolean isDead(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (PULLED.matcher(name).matches()) {
      Path lock = file.resolveSibling(name + LOCK);
      return !Files.exists(lock) || isFree(lock);
    }
    return isFree(file);
  }

  private static boolean isFree(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (OverlappingFileLockException | NoSuchFileException e) {
      return false;
    }
  }
}
