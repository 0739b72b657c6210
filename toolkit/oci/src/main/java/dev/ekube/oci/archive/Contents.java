package dev.ekube.oci.archive;

import dev.ekube.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/**
 * What an archive, or the folder of an OCI image layout, holds: found by names and headers alone,
 * so that every byte is still to be checked.
 *
 * @param small the small files beside the blobs, whole
 */
record Contents(SortedMap<Digest, Place> blobs, SortedMap<String, byte[]> small) {
  Contents {
    blobs = Collections.unmodifiableSortedMap(new TreeMap<>(blobs));
    small = Collections.unmodifiableSortedMap(new TreeMap<>(small));
  }

  static Contents of(Path archive) throws IOException {
    Contents found = read(archive);
    if (!found.small.containsKey(TarNames.INDEX)) {
      String reason =
          found.small.containsKey(TarNames.DOCKER)
              ? "it is a docker-archive, whose digests are no longer the registry's"
              : "it has no index.json, so it is no OCI archive";
      throw TarEntries.refused(archive, reason, TarEntries.HOW_TO_MAKE_ONE);
    }
    return found;
  }

  /** The names that it gives to manifests. */
  ArchiveIndex index(Path archive) throws IOException {
    try {
      return ArchiveIndex.of(
          small.get(TarNames.INDEX), Optional.ofNullable(small.get(TarNames.EKUBE)));
    } catch (IOException e) {
      throw TarEntries.refused(archive, e.getMessage(), TarEntries.HOW_TO_MAKE_ONE);
    }
  }

  private static Contents read(Path archive) throws IOException {
    if (Files.isDirectory(archive)) {
      return folder(archive);
    }
    if (!Files.isReadable(archive)) {
      throw TarEntries.refused(archive, "it cannot be read", "name an archive that is there");
    }
    try {
      return tar(archive);
    } catch (ArchiveException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw TarEntries.refused(
          archive, "it is no whole tar (" + e.getMessage() + ")", "copy it once more");
    }
  }

  private static Contents tar(Path archive) throws IOException {
    SortedMap<Digest, Place> blobs = new TreeMap<>();
    SortedMap<String, byte[]> small = new TreeMap<>();
    try (TarFile tar = new TarFile(archive)) {
      for (TarArchiveEntry entry : tar.getEntries()) {
        switch (TarEntries.kind(archive, entry)) {
          case TarEntries.Blob(Digest digest) ->
              blobs.put(digest, new Place(archive, entry.getDataOffset(), entry.getSize()));
          case TarEntries.Small(String name) -> {
            try (InputStream in = tar.getInputStream(entry)) {
              if (small.put(name, TarEntries.whole(archive, name, in)) != null) {
                String reason = "it has two entries " + name;
                throw TarEntries.refused(archive, reason, TarEntries.HOW_TO_MAKE_ONE);
              }
            }
          }
          case TarEntries.Other other -> {}
        }
      }
    }
    return new Contents(blobs, small);
  }

  /** The folder of an OCI image layout; one without index.json, such as the store, has no names. */
  static Contents folder(Path layout) throws IOException {
    SortedMap<Digest, Place> blobs = new TreeMap<>();
    SortedMap<String, byte[]> small = new TreeMap<>();
    for (String name : List.of(TarNames.OCI_LAYOUT, TarNames.INDEX)) {
      Path file = layout.resolve(name);
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        try (InputStream in = Files.newInputStream(file)) {
          small.put(name, TarEntries.whole(layout, name, in));
        }
      }
    }
    Path folder = layout.resolve(TarNames.BLOBS);
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted().toList()) {
          Optional<Digest> digest = TarNames.blob(TarNames.BLOBS + file.getFileName());
          if (digest.isPresent() && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            blobs.put(digest.get(), new Place(file, 0, Files.size(file)));
          }
        }
      }
    }
    return new Contents(blobs, small);
  }
}
