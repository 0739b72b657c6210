package dev.ekube.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** nodes.conf as wwctl holds it in memory: read whole, written whole, in place. */
final class StandInNodes {
  private static final List<String> DEFAULT = List.of("default");
  private static final Set<String> STRUCTS = Set.of("kernel", "ipmi");

  private final WarewulfVersion version;
  private final Path file;
  private final NodeSchema schema;
  private final SortedMap<String, Map<String, Object>> profiles = new TreeMap<>();
  private final SortedMap<String, Map<String, Object>> nodes = new TreeMap<>();

  private StandInNodes(WarewulfVersion version, Path file) {
    this.version = version;
    this.file = file;
    this.schema = new NodeSchema(version);
  }

  static StandInNodes read(WarewulfVersion version, Path file) {
    StandInNodes all = new StandInNodes(version, file);
    try {
      Map<String, Object> tree = Texts.load(Files.readString(file));
      Texts.map(tree.get("nodeprofiles"))
          .forEach((name, entry) -> all.profiles.put(name, all.schema.node(entry)));
      Texts.map(tree.get("nodes"))
          .forEach((name, entry) -> all.nodes.put(name, all.schema.node(entry)));
      return all;
    } catch (IOException e) {
      throw new StandInFailure(
          version.isOld() ? 1 : 255, "open %s: no such file or directory".formatted(file));
    } catch (YamlEngineException | StandInFailure e) {
      throw new StandInFailure(
          version.isOld() ? 1 : 255,
          "could not open node configuration: yaml: " + e.getMessage().replace('\n', ' '));
    }
  }

  boolean has(String name) {
    return nodes.containsKey(name);
  }

  List<String> names() {
    return List.copyOf(nodes.keySet());
  }

  void delete(String name) {
    nodes.remove(name);
  }

  /** {@code node import}: 4.5 replaces a node's entry, later generations merge into it. */
  void put(String name, Object entry) {
    Map<String, Object> given = schema.node(entry);
    Map<String, Object> old = nodes.get(name);
    nodes.put(name, old == null || version.isOld() ? given : merged(old, given));
  }

  /**
   * As gob decodes onto a struct: single values and lists are replaced, structs are merged, and
   * maps get more keys, each with its value replaced as a whole.
   */
  private static Map<String, Object> merged(Map<String, Object> old, Map<String, Object> given) {
    Map<String, Object> all = new TreeMap<>(old);
    given.forEach(
        (key, value) -> {
          Map<String, Object> inside = Texts.map(old.get(key));
          if (inside.isEmpty()) {
            all.put(key, value);
          } else if (STRUCTS.contains(key)) {
            all.put(key, merged(inside, Texts.map(value)));
          } else {
            inside.putAll(Texts.map(value));
            all.put(key, inside);
          }
        });
    return all;
  }

  /** Truncates the file and writes it, as wwctl does: a cut here leaves part of it. */
  void persist() {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (version.isOld()) {
      tree.put("WW_INTERNAL", 45);
    }
    tree.put("nodeprofiles", profiles);
    tree.put("nodes", nodes);
    try {
      Files.writeString(file, Texts.dump(tree));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A node with what its profiles give, as far as the stand-in needs it. */
  EffectiveNode effective(String name) {
    Map<String, Object> own = nodes.get(name);
    List<Map<String, Object>> sources = new ArrayList<>();
    List<String> named = Texts.list(own.get("profiles"));
    collect(named.isEmpty() && version.isOld() ? DEFAULT : named, sources, 0);
    sources.add(own);
    return EffectiveNode.of(version, name, sources);
  }

  private void collect(List<String> names, List<Map<String, Object>> sources, int depth) {
    for (String name : names) {
      Map<String, Object> profile = profiles.get(name);
      if (profile != null && depth < profiles.size()) {
        if (!version.isOld()) {
          collect(Texts.list(profile.get("profiles")), sources, depth + 1);
        }
        sources.add(profile);
      }
    }
  }
}
