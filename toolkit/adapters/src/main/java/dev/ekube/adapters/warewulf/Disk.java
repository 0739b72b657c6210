package dev.ekube.adapters.warewulf;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Every effect that the adapter has on files, one method each, so that a test can cut it before or
 * after any of them. An effect that fails is a PortException that names the file.
 */
public interface Disk {
  /** Makes a directory with mode 0700, parents with the system's default. */
  void directory(Path directory);

  /** Writes a new file with the mode and syncs it; an old one is overwritten. */
  void write(Path file, String text, int mode);

  /** Gives a file the mode, owner and group of another, and syncs it. */
  void alike(Path file, Path model);

  /** Renames over what stands there and syncs the directories: seen whole or not at all. */
  void rename(Path from, Path to);

  /** Removes a file or a whole directory; it is no error that there is none. */
  void remove(Path path);

  /** Replaces a file by a text in one step. */
  default void replace(Path file, String text, int mode) {
    Path aside = aside(file);
    if (Files.notExists(file.toAbsolutePath().getParent())) {
      directory(file.toAbsolutePath().getParent());
    }
    write(aside, text, mode);
    rename(aside, file);
  }

  /** Where {@link #replace} writes a file before it takes its place. */
  static Path aside(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".new");
  }

  /** The machine's own file systems. */
  static Disk real() {
    return new RealDisk();
  }
}
