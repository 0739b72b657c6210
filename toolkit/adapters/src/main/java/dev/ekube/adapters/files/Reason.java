package dev.ekube.adapters.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
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
}
