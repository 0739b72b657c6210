package dev.ekube.adapters.warewulf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Warewulf's YAML as a tree of nodes that keeps scalars as they were written: Warewulf reads them
 * with its own rules (YAML 1.1), so what is only passed on must not be interpreted here.
 */
final class Yaml {
  private static final String MERGE = "<<";
  private static final int MAX_CODE_POINTS = 256 << 20;

  private Yaml() {}

  /** The document's root, empty for an empty document; YamlEngineException when it is no YAML. */
  static Optional<Node> compose(String text) {
    try {
      return compose(text, false);
    } catch (YamlEngineException e) {
      // Marks cost time and are only wanted to say where it went wrong.
      return compose(text, true);
    }
  }

  private static Optional<Node> compose(String text, boolean marks) {
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(MAX_CODE_POINTS).setUseMarks(marks).build();
    try {
      return new Compose(settings).composeString(text);
    } catch (StackOverflowError e) {
      throw new YamlEngineException("nested too deeply");
    }
  }

  static String serialize(Node root) {
    DumpSettings settings =
        DumpSettings.builder().setSplitLines(false).setDefaultFlowStyle(FlowStyle.BLOCK).build();
    return new Present(settings)
        .emitToString(new Serialize(settings).serializeOne(root).iterator());
  }

  /** A mapping's entries by key text, merge keys resolved; empty for anything else. */
  static Map<String, Node> entries(Node node) {
    Map<String, Node> found = new LinkedHashMap<>();
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key) {
          if (key.isPlain() && key.getValue().equals(MERGE)) {
            merged(tuple.getValueNode()).forEach(found::putIfAbsent);
          } else {
            found.put(key.getValue(), tuple.getValueNode());
          }
        }
      }
    }
    return found;
  }

  private static Map<String, Node> merged(Node node) {
    Map<String, Node> found = new LinkedHashMap<>();
    List<Node> sources = node instanceof SequenceNode list ? list.getValue() : List.of(node);
    sources.forEach(source -> entries(source).forEach(found::putIfAbsent));
    return found;
  }

  static Map<String, Node> entries(Optional<Node> node) {
    return node.map(Yaml::entries).orElseGet(Map::of);
  }

  static Optional<Node> at(Node node, String... path) {
    Optional<Node> here = Optional.of(node);
    for (String key : path) {
      here = here.map(n -> entries(n).get(key));
    }
    return here;
  }

  /** A scalar's text as written; empty for null, the empty string and anything that is none. */
  static Optional<String> text(Node node) {
    return node instanceof ScalarNode scalar
            && !scalar.getTag().equals(Tag.NULL)
            && !scalar.getValue().isEmpty()
        ? Optional.of(scalar.getValue())
        : Optional.empty();
  }

  static Optional<String> text(Node node, String... path) {
    return at(node, path).flatMap(Yaml::text);
  }

  /** The texts of a list; none for anything else. */
  static List<String> texts(Optional<Node> node) {
    List<String> found = new ArrayList<>();
    if (node.orElse(null) instanceof SequenceNode list) {
      list.getValue().forEach(item -> text(item).ifPresent(found::add));
    }
    return found;
  }

  /** Quoted, so that no reader takes it for a number or a boolean. */
  static Node scalar(String text) {
    return new ScalarNode(Tag.STR, text, ScalarStyle.DOUBLE_QUOTED);
  }

  static Node list(List<String> texts) {
    return new SequenceNode(
        Tag.SEQ, new ArrayList<>(texts.stream().map(Yaml::scalar).toList()), FlowStyle.FLOW);
  }

  static Node mapping(Map<String, Node> entries) {
    List<NodeTuple> tuples = new ArrayList<>();
    entries.forEach((key, value) -> tuples.add(new NodeTuple(scalar(key), value)));
    return new MappingNode(Tag.MAP, tuples, FlowStyle.BLOCK);
  }
}
