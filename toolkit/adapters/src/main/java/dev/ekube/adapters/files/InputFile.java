package dev.ekube.adapters.files;

import dev.ekube.model.Bytes;
import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Reads a file that a user named, whatever stands under that name. Nothing that could block or grow
 * without end is opened, and never more than the limit is held.
 */
public final class InputFile {
  private InputFile() {}

  /** The file's content, or why there is none. */
  public sealed interface Result {}

  /** All of the file. */
  public record Content(Bytes bytes) implements Result {}

  /**
   * No content.
   *
   * @param id {@code input-missing} and the like, documented in docs/rules.md
   * @param reason a clause that follows "tried to read FILE but"
   * @param hint what to do next
   */
  public record Failed(String id, String reason, String hint) implements Result {
    /** The failure as a problem of the file as a whole. */
    public Problem problem(String fileName) {
      return new Problem(
          Problem.Severity.ERROR, id, Span.whole(fileName), "tried to read it but " + reason, hint);
    }
  }

  /**
   * Reads a regular file of at most so many bytes; symbolic links are followed.
   *
   * @param limitBytes more than this is refused without being read
   */
  public static Result read(Path file, long limitBytes) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        return new Failed("input-directory", "it is a directory", "name the file in it");
      }
      // A pipe without a writer would block for ever, and a device may never end.
      if (!attributes.isRegularFile()) {
        return new Failed(
            "input-special",
            "it is not a regular file",
            "write the content to a file first, such as 'COMMAND > cluster.yaml'");
      }
      return attributes.size() > limitBytes ? tooLarge(limitBytes) : content(file, limitBytes);
    } catch (NoSuchFileException e) {
      return missing();
    } catch (AccessDeniedException e) {
      return new Failed(
          "input-permission",
          "permission is denied",
          "run as a user who may read it, or 'chmod u+r " + file + "'");
    } catch (FileSystemException e) {
      boolean notThere = String.valueOf(e.getReason()).contains("Not a directory");
      return notThere ? missing() : unreadable(e);
    } catch (IOException e) {
      return unreadable(e);
    }
  }

  private static Result content(Path file, long limitBytes) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      // The file may have grown since its size was asked for, and files of /proc say 0.
      byte[] bytes = in.readNBytes(Math.toIntExact(limitBytes + 1));
      return bytes.length > limitBytes ? tooLarge(limitBytes) : new Content(Bytes.of(bytes));
    }
  }

  private static Failed missing() {
    return new Failed(
        "input-missing",
        "there is no such file",
        "check the name, or write a new one with 'ekube init'");
  }

  private static Failed tooLarge(long limitBytes) {
    return new Failed(
        "input-too-large",
        "it is larger than " + (limitBytes >> 10) + " KiB",
        "check that this is the right file");
  }

  private static Failed unreadable(IOException e) {
    return new Failed(
        "input-unreadable",
        "the system said: " + e.getMessage(),
        "check the file and the disk that it lies on");
  }
}
