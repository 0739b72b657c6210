package dev.ekube.sandbox;

import dev.ekube.apply.port.ImageArchive;
import dev.ekube.apply.port.PortException;
import dev.ekube.apply.port.Reporter;
import dev.ekube.model.ImageRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * An archive that keeps a list of image references and no image: the sandbox has no registry. Its
 * file says so in its first line.
 */
public final class SandboxArchive implements ImageArchive {
  private static final String TITLE =
      "# Stand-in of ekube --sandbox: the images that an archive would hold; none is here.\n";

  private final Path file;

  public SandboxArchive(SandboxRoot root) {
    this.file = root.folder().resolve("archive/images.txt");
  }

  @Override
  public boolean isManaged() {
    return true;
  }

  @Override
  public Set<ImageRef> present() {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(ImageRef::new)
          .collect(Collectors.toUnmodifiableSet());
    } catch (NoSuchFileException e) {
      return Set.of();
    } catch (IOException e) {
      throw PortException.failed(
          "tried to read %s but %s".formatted(file, e), "check access: ls -l " + file, e);
    }
  }

  @Override
  public void pull(List<ImageRef> images, Reporter reporter) {
    Set<String> all = new TreeSet<>();
    present().forEach(image -> all.add(image.value()));
    images.forEach(image -> all.add(image.value()));
    String text = all.stream().map(line -> line + "\n").collect(Collectors.joining());
    Path aside = file.resolveSibling(".images.new");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(aside, TITLE + text);
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw PortException.failed(
          "tried to write %s but %s".formatted(file, e),
          "check space and permissions: ls -ld " + file.getParent(),
          e);
    }
    reporter.progress(images.size(), images.size(), "images noted in the stand-in archive");
  }
}
