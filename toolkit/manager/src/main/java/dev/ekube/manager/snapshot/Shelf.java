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
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Verified snapshots in one folder, mode 0700. A file gets its final name only when it is whole and
 * synced; everything else that lies there was cut and is deleted at the next start.
 */
public final class Shelf {
  private static final Pattern NAME = Pattern.compile("e[0-9]+-r[0-9]+-[0-9a-f]{12}\\.db");
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
