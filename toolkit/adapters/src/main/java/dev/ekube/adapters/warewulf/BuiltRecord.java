package dev.ekube.adapters.warewulf;

import dev.ekube.adapters.Reason;
import dev.ekube.apply.port.PortException;
import dev.ekube.model.NodeName;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which node's overlay images were built from what: one line per node, name and digest. A line that
 * cannot be read counts as none, so its node is built again.
 */
final class BuiltRecord {
  /** Of a node that has overlay images but that ekube never built; it equals no digest. */
  static final String UNKNOWN = "unknown";

  private final Path file;
  private final Disk disk;

  BuiltRecord(Path state, Disk disk) {
    this.file = state.resolve("built-overlays");
    this.disk = disk;
  }

  SortedMap<NodeName, String> read() {
    SortedMap<NodeName, String> all = new TreeMap<>();
    for (String line : lines()) {
      String[] words = line.split(" ", -1);
      if (words.length == 2 && NodeName.isValid(words[0]) && !words[1].isEmpty()) {
        all.put(new NodeName(words[0]), words[1]);
      }
    }
    return all;
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException | CharacterCodingException e) {
      return List.of();
    } catch (IOException e) {
      throw PortException.failed(
          "tried to read %s but %s".formatted(file, Reason.of(e)),
          Reason.next(e, file, "check access: ls -l " + file),
          e);
    }
  }

  /** Removes a half-written copy that a killed run left. */
  void recover() {
    disk.remove(Disk.aside(file));
  }

  /** Writes only when something differs. */
  void write(SortedMap<NodeName, String> all) {
    if (!all.equals(read())) {
      String text =
          all.entrySet().stream()
              .map(e -> e.getKey() + " " + e.getValue() + "\n")
              .collect(Collectors.joining());
      disk.replace(file, text, 0600);
    }
  }
}
