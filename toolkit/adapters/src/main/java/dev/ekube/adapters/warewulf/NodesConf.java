package dev.ekube.adapters.warewulf;

import dev.ekube.apply.port.PortException;
import dev.ekube.model.NodeEntry;
import dev.ekube.plan.Observed.ObservedNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Warewulf's nodes.conf, read. What ekube does not know in it is kept, never an error. */
public final class NodesConf {
  private final Generation generation;
  private final Map<String, Node> nodes;
  private final Map<String, Node> profiles;
  private final Inherited inherited;

  private NodesConf(Generation generation, Node root, Optional<Node> defaults) {
    this.generation = generation;
    this.nodes = Yaml.entries(Yaml.at(root, "nodes"));
    this.profiles = Yaml.entries(Yaml.at(root, "nodeprofiles"));
    this.inherited = new Inherited(generation, profiles, defaults);
  }

  /**
   * Reads the text of nodes.conf.
   *
   * @param file named in the error when the text is no YAML mapping
   * @param defaults the text of 4.5's defaults.conf, where there is one
   */
  public static NodesConf parse(
      String text, Path file, Generation generation, Optional<String> defaults) {
    try {
      Node root = Yaml.compose(text).orElseGet(() -> Yaml.mapping(Map.of()));
      if (!(root instanceof MappingNode)) {
        throw unreadable(file, "it holds no mapping", new IllegalArgumentException(text));
      }
      return new NodesConf(generation, root, defaults.flatMap(NodesConf::defaultNode));
    } catch (YamlEngineException e) {
      throw unreadable(file, e.getMessage(), e);
    }
  }

  private static PortException unreadable(Path file, String why, Exception cause) {
    return PortException.failed(
        "tried to read %s but it is no valid nodes.conf: %s"
            .formatted(file, why.replaceAll("\\s+", " ").strip()),
        "correct it by hand and check with: wwctl node list; ekube has changed nothing",
        cause);
  }

  /** A defaults.conf that Warewulf cannot read counts for nothing there, so it does here. */
  private static Optional<Node> defaultNode(String text) {
    try {
      return Yaml.compose(text).flatMap(root -> Yaml.at(root, "defaultnode"));
    } catch (YamlEngineException e) {
      return Optional.empty();
    }
  }

  /** Every node by name, in the words of {@link NodeEntry#fields()}. */
  public SortedMap<String, ObservedNode> observed() {
    SortedMap<String, ObservedNode> all = new TreeMap<>();
    nodes.forEach(
        (name, node) -> all.put(name, new NodeFields(generation, inherited, node).observed()));
    return all;
  }

  /** Every node in order of names, values of its profiles not merged in. */
  public List<KnownNode> known() {
    return new TreeMap<>(nodes)
        .entrySet().stream().map(e -> KnownNode.of(generation, e.getKey(), e.getValue())).toList();
  }

  /**
   * The text that {@code node import} takes for these nodes: their entries over what the site has
   * written there and ekube does not manage.
   */
  String importText(List<NodeEntry> entries) {
    Map<String, Node> all = new LinkedHashMap<>();
    for (NodeEntry entry : entries) {
      String name = entry.name().value();
      Map<String, Node> old = Yaml.entries(Optional.ofNullable(nodes.get(name)));
      all.put(name, new EntryWriter(generation, inherited).write(entry, old));
    }
    return Yaml.serialize(Yaml.mapping(all));
  }

  boolean hasProfile(String name) {
    return profiles.containsKey(name);
  }

  boolean has(String name) {
    return nodes.containsKey(name);
  }

  /**
   * All values of everything but the named nodes, flat, in a form that does not depend on who wrote
   * the file: what wwctl must not change.
   */
  SortedMap<String, String> values(Set<String> except) {
    SortedMap<String, String> all = new TreeMap<>();
    profiles.forEach((name, node) -> Values.collect("profile " + name, node, all));
    nodes.forEach(
        (name, node) -> {
          if (!except.contains(name)) {
            Values.collect("node " + name, node, all);
          }
        });
    return all;
  }
}
