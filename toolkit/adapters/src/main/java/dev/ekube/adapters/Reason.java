package dev.ekube.adapters;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Why a file operation failed, in words; the JDK's own messages often hold the path alone. */
public final class Reason {
  private Reason() {}

  /** A clause that follows "tried to … but". */
  public static String of(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "permission is denied on " + denied.getFile();
      case NoSuchFileException missing -> "there is no " + missing.getFile();
      case FileSystemException failed ->
          Optional.ofNullable(failed.getReason()).orElse(failed.getClass().getSimpleName())
              + " on "
              + failed.getFile();
      default -> Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    };
  }

  /**
   * What to do about it, with a command to paste.
   *
   * @param place the file or directory that it was about
   * @param otherwise said when the failure is of no kind that is known here
   */
  public static String next(IOException e, Path place, String otherwise) {
    String text = of(e).toLowerCase(Locale.ROOT);
    if (text.contains("no space left") || text.contains("quota exceeded")) {
      return "make room, then run again: df -h " + directory(place);
    }
    if (text.contains("read-only file system")) {
      return "mount it writable, then run again: findmnt -T " + directory(place);
    }
    if (e instanceof AccessDeniedException) {
      return "run the command as root, or as the owner: ls -ld " + place;
    }
    return otherwise;
  }

  private static Path directory(Path place) {
    Path at = place.toAbsolutePath();
    while (!Files.isDirectory(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }
}
