package dev.ekube.manager.snapshot;

import dev.ekube.machine.SnapshotRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Verified snapshots in one folder, mode 0700. A file gets its final name only when it is whole and
 * synced; everything else that lies there was cut and is deleted at the next start.
 */
public final class Shelf {
  private static final Pattern NAME =
      Pattern.compile("e([0-9]{1,9})-r([0-9]{1,18})-([0-9a-f]{12})\\.db");
  private static final String UNFINISHED = ".part";

  private final Path folder;

  private Shelf(Path folder) {
    this.folder = folder;
  }

  /** Opens the folder, which it makes, and clears what was cut. */
  public static Shelf open(Path folder) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Shelf shelf = new Shelf(folder);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + UNFINISHED)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    return shelf;
  }

  /**
   * What a start finds.
   *
   * @param sound whole snapshots, by name
   * @param rejected every other file, and what is wrong with it
   */
  public record Stock(List<SnapshotRef> sound, SortedMap<String, String> rejected) {}

  /** Reads a snapshot through; {@link IOException} in words when it is damaged. */
  public interface Verification {
    /** The revision in it. */
    long revision(Path file) throws IOException;
  }

  /**
   * Looks at every file. Those that are known only have to be as long as they were; the others are
   * read and verified, which takes its time. Nothing is deleted.
   */
  public Stock stock(List<SnapshotRef> known, Verification verification) throws IOException {
    TreeMap<String, SnapshotRef> sound = new TreeMap<>();
    TreeMap<String, String> rejected = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String id = file.getFileName().toString();
        try {
          sound.put(id, identify(file, id, known, verification));
        } catch (IOException e) {
          rejected.put(id, e.getMessage() == null ? e.toString() : e.getMessage());
        }
      }
    }
    return new Stock(List.copyOf(sound.values()), Collections.unmodifiableSortedMap(rejected));
  }

  private static SnapshotRef identify(
      Path file, String id, List<SnapshotRef> known, Verification verification) throws IOException {
    Matcher name = NAME.matcher(id);
    if (!name.matches() || !Files.isRegularFile(file)) {
      throw new IOException("its name is not that of a snapshot");
    }
    long bytes = Files.size(file);
    Optional<SnapshotRef> same = known.stream().filter(ref -> ref.id().equals(id)).findFirst();
    if (same.isPresent()) {
      if (same.get().bytes() != bytes) {
        throw new IOException("it has " + bytes + " bytes and not " + same.get().bytes());
      }
      return same.get();
    }
    String sha256 = sha256(file);
    if (!sha256.startsWith(name.group(3))) {
      throw new IOException("its digest is not the one in its name");
    }
    long revision = Long.parseLong(name.group(2));
    long held = verification.revision(file);
    if (held != revision) {
      throw new IOException("it holds revision " + held + ", which is not the one in its name");
    }
    return new SnapshotRef(id, Integer.parseInt(name.group(1)), revision, 0, sha256, bytes);
  }

  /** Where a snapshot may be written until it is kept or deleted. */
  public Path place(String word, long number) {
    return folder.resolve(word + "-" + number + UNFINISHED);
  }

  /** Puts a verified file in its place; it is on disk when this returns. */
  public SnapshotRef keep(Path file, int epoch, long revision, long index) throws IOException {
    String sha256 = sha256(file);
    long bytes = Files.size(file);
    String id = "e" + epoch + "-r" + revision + "-" + sha256.substring(0, 12) + ".db";
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.move(
        file,
        folder.resolve(id),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    sync();
    return new SnapshotRef(id, epoch, revision, index, sha256, bytes);
  }

  /** The file of a snapshot; {@link IOException} when the id is none of this folder. */
  public Path file(String id) throws IOException {
    if (!NAME.matcher(id).matches()) {
      throw new IOException("no snapshot is called so");
    }
    Path file = folder.resolve(id);
    if (!Files.isRegularFile(file)) {
      throw new IOException("the snapshot " + id + " is not there");
    }
    return file;
  }

  /** Deletes it; one that is gone already is no error. */
  public void drop(String id) throws IOException {
    if (NAME.matcher(id).matches() && Files.deleteIfExists(folder.resolve(id))) {
      sync();
    }
  }

  /** SHA-256 of a file, lower-case hexadecimal. */
  public static String sha256(Path file) throws IOException {
    MessageDigest digest = digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** A fresh SHA-256. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private void sync() throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
