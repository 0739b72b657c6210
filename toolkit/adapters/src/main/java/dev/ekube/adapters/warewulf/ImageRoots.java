package dev.ekube.adapters.warewulf;

import dev.ekube.apply.port.PortException;
import dev.ekube.model.ImageName;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The directory in which Warewulf looks for root file systems. Each is unpacked aside, under a name
 * that Warewulf takes for no image, and appears by one rename: whenever this is cut, Warewulf has
 * the whole image or none. Unpacking is left to tar, because Java makes no devices and sets no file
 * capabilities.
 */
public final class ImageRoots {
  private static final int ROOT = 0;

  private final Path folder;

  /** {@code folder} is Warewulf's own for images. */
  public ImageRoots(Path folder) {
    this.folder = folder;
  }

  /** Writes the tar of a root file system. */
  public interface Source {
    void write(OutputStream tar) throws IOException;
  }

  public boolean has(ImageName image) {
    return Files.isDirectory(folder.resolve(image.value()).resolve("rootfs"));
  }

  /** Puts a root file system there, unless one of that name is there. */
  public void put(ImageName image, Source tar) throws IOException {
    if (has(image)) {
      return;
    }
    requireRoot(image);
    Path aside = folder.resolve("." + image + ".new");
    remove(aside);
    Path rootfs = Files.createDirectories(aside.resolve("rootfs"));
    try {
      unpack(rootfs, tar);
      // Files that a power cut left empty would look like a whole image after the rename.
      run(List.of("sync", "--file-system", rootfs.toString()), out -> {});
      Files.move(aside, folder.resolve(image.value()), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      remove(aside);
    }
  }

  private void requireRoot(ImageName image) throws IOException {
    Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    if (!user.equals(ROOT)) {
      throw PortException.precondition(
          "tried to unpack " + image + " into " + folder + " but only root can give files owners",
          "run the command with sudo");
    }
  }

  private static void unpack(Path rootfs, Source tar) throws IOException {
    List<String> command =
        List.of(
            "tar",
            "--extract",
            "--file=-",
            "--directory=" + rootfs,
            "--numeric-owner",
            "--same-owner",
            "--preserve-permissions",
            "--delay-directory-restore",
            "--xattrs",
            "--xattrs-include=*");
    run(command, tar);
  }

  private static void run(List<String> command, Source input) throws IOException {
    Path said = Files.createTempFile("ekube", ".log");
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8"));
      Process child = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
      try {
        feed(child, input);
        if (child.waitFor() != 0) {
          String words = Files.readString(said).strip();
          throw new IOException(command.getFirst() + " ended with an error: " + words);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw PortException.interrupted("unpacking a node image");
      } finally {
        child.destroyForcibly();
      }
    } finally {
      Files.deleteIfExists(said);
    }
  }

  private static void feed(Process child, Source input) throws IOException, InterruptedException {
    try (OutputStream out = new BufferedOutputStream(child.getOutputStream(), 1 << 20)) {
      input.write(out);
    } catch (IOException e) {
      // A child that ends before it has read all says why by its exit code and message.
      if (child.waitFor() == 0) {
        throw e;
      }
    }
  }

  private static void remove(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> all = Files.walk(tree)) {
        for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
