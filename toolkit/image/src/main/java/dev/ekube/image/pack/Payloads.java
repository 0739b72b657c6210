package dev.ekube.image.pack;

import dev.ekube.rootfs.tree.Content;
import dev.ekube.rpm.PackageFile;
import dev.ekube.rpm.RpmPackage;
import dev.ekube.rpm.payload.Payload;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The contents of packages without their compression, kept in a folder by the package's digest, so
 * that the next build finds them: all files one after another in one file, and a list beside it.
 */
public final class Payloads {
  private final Path folder;

  public Payloads(Path folder) {
    this.folder = folder;
  }

  /**
   * The bytes of a package's regular files, by path. The payload is checked against the header on
   * the way in.
   *
   * @param sha256 of the whole package, in hex, as it was verified
   */
  public Map<String, Content> of(RpmPackage rpm, String sha256) throws IOException {
    Path list = folder.resolve(sha256 + ".files");
    if (!Files.exists(list)) {
      unpack(rpm, sha256);
    }
    Path pack = folder.resolve(sha256 + ".pack");
    Map<String, Content> contents = new TreeMap<>();
    for (String line : Files.readAllLines(list)) {
      String[] parts = line.split(" ", 3);
      contents.put(
          rpm.files().get(Integer.parseInt(parts[0])).path(),
          new Content.Stretch(pack, Long.parseLong(parts[1]), Long.parseLong(parts[2])));
    }
    return contents;
  }

  private void unpack(RpmPackage rpm, String sha256) throws IOException {
    Files.createDirectories(folder);
    Path aside = Files.createTempFile(folder, sha256, ".part");
    Path asideList = Files.createTempFile(folder, sha256, ".part");
    try {
      Files.write(asideList, contents(rpm, aside));
      // The list comes last: whoever sees it finds the pack whole.
      Files.move(aside, folder.resolve(sha256 + ".pack"), StandardCopyOption.ATOMIC_MOVE);
      Files.move(asideList, folder.resolve(sha256 + ".files"), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(aside);
      Files.deleteIfExists(asideList);
    }
  }

  private static List<String> contents(RpmPackage rpm, Path into) throws IOException {
    List<String> lines = new ArrayList<>();
    long at = 0;
    try (OutputStream out = Files.newOutputStream(into);
        Payload payload = Payload.open(rpm)) {
      for (Optional<Payload.Entry> next = payload.next(); next.isPresent(); next = payload.next()) {
        PackageFile file = next.get().file();
        if (file.type() == PackageFile.Type.REGULAR && next.get().hasContent()) {
          long size = next.get().content().transferTo(out);
          lines.add(file.index() + " " + at + " " + size);
          at += size;
        }
      }
    }
    return lines;
  }
}
