package dev.ekube.oci.archive;

import dev.ekube.oci.Digest;
import dev.ekube.oci.manifest.ManifestReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Tells what an entry of a foreign tar is, and refuses what no archive of images has. */
final class TarEntries {
  /** What an entry is to ekube. */
  sealed interface Kind {}

  record Blob(Digest digest) implements Kind {}

  record Small(String name) implements Kind {}

  /** A folder, or a file that belongs to another tool's idea of an archive. */
  record Other() implements Kind {}

  static final String HOW_TO_MAKE_ONE =
      "make one with ekube images export, or with skopeo copy to oci-archive:";

  private static final Set<String> SMALL =
      Set.of(TarNames.OCI_LAYOUT, TarNames.INDEX, TarNames.DOCKER, TarNames.EKUBE);

  private TarEntries() {}

  static Kind kind(Path archive, TarArchiveEntry entry) throws ArchiveException {
    String name = plain(entry.getName());
    if (name.startsWith("/") || List.of(name.split("/")).contains("..")) {
      throw refused(archive, "its entry " + shown(name) + " leaves the folder", HOW_TO_MAKE_ONE);
    }
    if (entry.isDirectory()) {
      return new Other();
    }
    boolean plain =
        entry.getLinkFlag() == TarConstants.LF_NORMAL
            || entry.getLinkFlag() == TarConstants.LF_OLDNORM;
    if (!plain || entry.isSparse()) {
      throw refused(archive, "its entry " + shown(name) + " is no plain file", HOW_TO_MAKE_ONE);
    }
    if (SMALL.contains(name)) {
      return new Small(name);
    }
    Optional<Digest> digest = TarNames.blob(name);
    if (name.startsWith("blobs/") && digest.isEmpty()) {
      throw refused(archive, "its entry " + shown(name) + " is no SHA-256 blob", HOW_TO_MAKE_ONE);
    }
    return digest.<Kind>map(Blob::new).orElseGet(Other::new);
  }

  /** One of the small files, whose size is bounded as that of a manifest is. */
  static byte[] whole(Path archive, String name, InputStream in) throws IOException {
    byte[] content = in.readNBytes(ManifestReader.MAX_BYTES + 1);
    if (content.length > ManifestReader.MAX_BYTES) {
      throw refused(archive, "its " + name + " is larger than 4 MiB", HOW_TO_MAKE_ONE);
    }
    return content;
  }

  static ArchiveException refused(Path archive, String reason, String next) {
    return ArchiveException.tried("read " + archive, reason, next);
  }

  private static String plain(String name) {
    return name.startsWith("./") ? name.substring(2) : name;
  }

  /** Control characters of a hostile name would speak to the terminal. */
  private static String shown(String name) {
    String printable = name.replaceAll("\\p{Cntrl}", "?");
    return printable.length() > 80 ? printable.substring(0, 80) + "…" : printable;
  }
}
