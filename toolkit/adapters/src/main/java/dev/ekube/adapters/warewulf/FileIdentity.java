package dev.ekube.adapters.warewulf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Tells a file from what stood there earlier without reading it. */
final class FileIdentity {
  private FileIdentity() {}

  /** Path, size and time of change as one line; a missing file has one of its own. */
  static String of(Path file) {
    try {
      BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
      return file.toAbsolutePath() + " " + a.size() + " " + a.lastModifiedTime().toInstant();
    } catch (IOException e) {
      return file.toAbsolutePath() + " missing";
    }
  }
}
