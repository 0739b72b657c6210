package dev.ekube.spec.read;

import dev.ekube.model.Bytes;
import dev.ekube.model.MacAddress;
import dev.ekube.model.NodeName;
import dev.ekube.model.Span;
import dev.ekube.spec.Sources;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Found;
import dev.ekube.spec.rule.format.MacFormat;
import dev.ekube.spec.rule.node.FileUnreadable;
import dev.ekube.spec.rule.node.MacFileLine;
import dev.ekube.spec.yaml.ManifestCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What lies outside of cluster.yaml: files that it names and MACs that Warewulf knows. */
public final class References {
  private final Sources sources;
  private final Found found;
  private final SortedMap<String, Bytes> read = new TreeMap<>();
  private final Map<String, Optional<Bytes>> known = new HashMap<>();

  public References(Sources sources, Found found) {
    this.sources = sources;
    this.found = found;
  }

  /** Every file that was named and could be read, by the path as written. */
  public SortedMap<String, Bytes> read() {
    return read;
  }

  Found found() {
    return found;
  }

  SortedMap<NodeName, MacAddress> warewulfMacs() {
    return sources.warewulfMacs();
  }

  /** The content of a named file; a problem at the place that names it when there is none. */
  Optional<Bytes> content(Placed<String> path) {
    Optional<Bytes> before = known.get(path.value());
    if (before != null && before.isPresent()) {
      return before;
    }
    Optional<Bytes> content =
        switch (sources.file(path.value())) {
          case Sources.FileResult.Content c -> Optional.of(c.bytes());
          case Sources.FileResult.Unreadable u -> {
            found.add(FileUnreadable.RULE.at(path.place(), path.value(), u.reason(), u.hint()));
            yield Optional.empty();
          }
        };
    known.put(path.value(), content);
    content.ifPresent(bytes -> read.put(path.value(), bytes));
    return content;
  }

  /** Reads a manifest and checks that it is YAML. */
  void manifest(Placed<String> path) {
    boolean first = !known.containsKey(path.value());
    Optional<Bytes> content = content(path);
    if (first && content.isPresent()) {
      ManifestCheck.check(path.value(), content.get(), found);
    }
  }

  /**
   * The MACs of a file, one per line; empty when it cannot be read. A line that is none is a
   * problem at its own place and counts as an absent MAC, so that the others keep their order.
   */
  Optional<List<Optional<Placed<MacAddress>>>> macs(Placed<String> path) {
    return content(path).map(bytes -> lines(path.value(), bytes.utf8()));
  }

  private List<Optional<Placed<MacAddress>>> lines(String file, String text) {
    List<Optional<Placed<MacAddress>>> macs = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = i == 0 && lines[i].startsWith("\uFEFF") ? lines[i].substring(1) : lines[i];
      String content = line.strip();
      if (content.isEmpty() || content.startsWith("#")) {
        continue;
      }
      Span place = new Span(file, i + 1, line.indexOf(content) + 1);
      if (MacFormat.RULE.accepts(content)) {
        macs.add(Optional.of(new Placed<>(MacAddress.parse(content), place)));
      } else {
        found.add(MacFileLine.RULE.at(place, content));
        macs.add(Optional.empty());
      }
    }
    return macs;
  }
}
