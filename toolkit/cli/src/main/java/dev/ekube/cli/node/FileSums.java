package dev.ekube.cli.node;

import dev.ekube.adapters.files.Durable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * SHA-256 of files, remembered: a base of a gigabyte is read once, and not whenever somebody asks
 * whether anything has changed. A file counts as unchanged while its number, size and the times of
 * its last changes are the same.
 */
final class FileSums {
  private static final int MOST = 1000;

  private final Path kept;
  private final SortedMap<String, String> known = new TreeMap<>();
  private boolean grown;

  /**
   * Takes up what was remembered.
   *
   * @param kept the file that remembers; one that cannot be read remembers nothing
   */
  FileSums(Path kept) {
    this.kept = kept;
    try {
      for (String line : Files.exists(kept) ? Files.readAllLines(kept) : List.<String>of()) {
        if (line.matches("[0-9a-f]{64} .+")) {
          known.put(line.substring(65), line.substring(0, 64));
        }
      }
    } catch (IOException e) {
      known.clear();
    }
  }

  /** That of one file. */
  String of(Path file) throws IOException {
    var facts = Files.readAttributes(file, "unix:ino,size,ctime,lastModifiedTime");
    String mark =
        "%s %s %s %s %s"
            .formatted(
                facts.get("ino"),
                facts.get("size"),
                facts.get("ctime"),
                facts.get("lastModifiedTime"),
                file.toAbsolutePath().normalize());
    String found = known.get(mark);
    if (found == null) {
      found = counted(file);
      known.put(mark, found);
      grown = true;
    }
    return found;
  }

  /** Remembers what was counted; where nothing can be written, it is counted again next time. */
  void keep() {
    if (!grown) {
      return;
    }
    if (known.size() > MOST) {
      known.clear();
    }
    StringBuilder text = new StringBuilder();
    known.forEach((mark, sum) -> text.append(sum).append(' ').append(mark).append('\n'));
    try {
      Files.createDirectories(kept.toAbsolutePath().getParent());
      Durable.replaceFile(kept, text.toString().getBytes(StandardCharsets.UTF_8), 0644);
      grown = false;
    } catch (IOException e) {
      grown = true;
    }
  }

  private static String counted(Path file) throws IOException {
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256())) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
