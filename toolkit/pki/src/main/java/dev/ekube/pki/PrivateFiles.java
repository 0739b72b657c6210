package dev.ekube.pki;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files that their owner alone may read, on the disk when a call returns, whatever the umask. */
final class PrivateFiles {
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private PrivateFiles() {}

  /** Makes a folder; its parent is not synced yet. */
  static void createFolder(Path folder) throws IOException {
    Files.createDirectory(folder, attribute(FOLDER));
  }

  /** Makes the folder and its missing parents; what is there stays as it is. */
  static void ensureFolder(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath();
    if (!Files.isDirectory(absolute)) {
      ensureFolder(absolute.getParent());
      try {
        createFolder(absolute);
      } catch (FileAlreadyExistsException e) {
        // Another process made it between the look and the making, unless it is no folder at all.
        if (!Files.isDirectory(absolute)) {
          throw e;
        }
      }
      sync(absolute.getParent());
    }
  }

  /** Writes a file that must not be there yet, and syncs it. */
  static void createFile(Path file, String text) throws IOException {
    Set<StandardOpenOption> options =
        EnumSet.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    try (FileChannel channel = FileChannel.open(file, options, attribute(FILE))) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** Syncs a folder, so that names made in it outlive a power cut. */
  static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * True for anything with that name, a dangling link too.
   *
   * @throws IOException when that cannot be told, as in a folder that is closed to this user
   */
  static boolean exists(Path path) throws IOException {
    try {
      Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Removes a folder and all below it, as far as it goes; false when something is left. */
  static boolean discard(Path path) {
    try {
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
          entries.forEach(PrivateFiles::discard);
        }
      }
      return Files.deleteIfExists(path);
    } catch (IOException | DirectoryIteratorException e) {
      // Another process may be at work in it or remove it at the same time.
      return Files.notExists(path, LinkOption.NOFOLLOW_LINKS);
    }
  }

  /**
   * Takes the rights of others away; true when there were any.
   *
   * @throws PkiException for a link, for anything but a plain file or folder, and for what belongs
   *     to somebody else
   */
  static boolean tighten(Path path) throws IOException {
    boolean folder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    if (!folder && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      throw PkiException.refused(
          "tried to open " + path + " but it is neither a plain file nor a folder",
          "put the file itself there, not a link to it");
    }
    Object owner = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    Object self = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    if (!owner.equals(self)) {
      throw PkiException.refused(
          "tried to open " + path + " but it belongs to user " + owner + ", not to " + self,
          "run as that user, or, if nobody else could read it: chown " + self + " " + path);
    }
    Set<PosixFilePermission> wanted = folder ? FOLDER : FILE;
    if (Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS).equals(wanted)) {
      return false;
    }
    Files.setPosixFilePermissions(path, wanted);
    return true;
  }

  private static FileAttribute<Set<PosixFilePermission>> attribute(
      Set<PosixFilePermission> permissions) {
    return PosixFilePermissions.asFileAttribute(permissions);
  }
}
