package dev.ekube.cli.boot;

import dev.ekube.adapters.files.LinesFile;
import dev.ekube.cli.boot.BootBook.Boot;
import dev.ekube.machine.Incarnation;
import dev.ekube.model.NodeName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A {@link BootBook} on disk: a line {@code booted NODE ID DIGEST} or {@code told NODE TIME}. */
record BootBookFile(Path path) {
  private static final String BOOTED = "booted \\S+ \\S+ \\S*";
  private static final String TOLD = "told \\S+ [0-9]{1,15}";

  /** What it holds; a line that is damaged counts as not written. */
  BootBook read() {
    SortedMap<NodeName, Boot> boots = new TreeMap<>();
    SortedMap<NodeName, Long> told = new TreeMap<>();
    for (String line : file().read()) {
      String[] words = line.split(" ", -1);
      if (line.matches(BOOTED) && NodeName.isValid(words[1])) {
        boots.put(new NodeName(words[1]), new Boot(new Incarnation(words[2]), words[3]));
      } else if (line.matches(TOLD) && NodeName.isValid(words[1])) {
        told.put(new NodeName(words[1]), Long.parseLong(words[2]));
      }
    }
    return new BootBook(boots, told);
  }

  void write(BootBook book) {
    List<String> lines = new ArrayList<>();
    book.boots()
        .forEach(
            (node, boot) ->
                lines.add("booted %s %s %s".formatted(node, boot.incarnation(), boot.from())));
    book.told().forEach((node, at) -> lines.add("told %s %d".formatted(node, at)));
    file().write(lines);
  }

  private LinesFile file() {
    return new LinesFile(path, "make the state directory writable and run the same command again");
  }
}
