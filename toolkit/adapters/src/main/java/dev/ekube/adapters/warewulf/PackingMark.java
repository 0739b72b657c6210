package dev.ekube.adapters.warewulf;

import dev.ekube.adapters.Reason;
import dev.ekube.apply.port.PortException;
import dev.ekube.model.ImageName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which node images a run of ekube began to pack and has not found whole since. Times and sizes
 * alone cannot tell an image that was cut between its two files from one that is done.
 */
final class PackingMark {
  private final Path file;
  private final Disk disk;

  PackingMark(Path state, Disk disk) {
    this.file = state.resolve("packing-images");
    this.disk = disk;
  }

  Set<ImageName> read() {
    try {
      return Files.readAllLines(file).stream()
          .filter(ImageName::isValid)
          .map(ImageName::new)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (NoSuchFileException e) {
      return Set.of();
    } catch (IOException e) {
      throw PortException.failed(
          "tried to read %s but %s".formatted(file, Reason.of(e)),
          Reason.next(e, file, "check access: ls -l " + file),
          e);
    }
  }

  void begin(Collection<ImageName> images) {
    Set<ImageName> all = new TreeSet<>(read());
    all.addAll(images);
    write(all);
  }

  void end(Collection<ImageName> images) {
    Set<ImageName> all = new TreeSet<>(read());
    all.removeAll(images);
    write(all);
  }

  /** Removes a half-written copy that a killed run left. */
  void recover() {
    disk.remove(Disk.aside(file));
  }

  private void write(Set<ImageName> images) {
    if (images.isEmpty()) {
      disk.remove(file);
    } else {
      String text = images.stream().map(name -> name + "\n").collect(Collectors.joining());
      disk.replace(file, text, 0600);
    }
  }
}
