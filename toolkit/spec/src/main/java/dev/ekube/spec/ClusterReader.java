package dev.ekube.spec;

import dev.ekube.model.Bytes;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.read.ClusterBuilder;
import dev.ekube.spec.read.DraftReader;
import dev.ekube.spec.read.References;
import dev.ekube.spec.read.ShapeCheck;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import dev.ekube.spec.rule.Rules;
import dev.ekube.spec.schema.ClusterShape;
import dev.ekube.spec.yaml.Yaml;
import dev.ekube.spec.yaml.YamlReader;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads cluster.yaml. Four steps, each over what the one before let through: YAML, shape, draft,
 * rules. Problems of all four come out together.
 */
public final class ClusterReader {
  private ClusterReader() {}

  /**
   * Reads a file.
   *
   * @param fileName as the user named it; problems name it so
   * @param bytes the file's content, whatever it is
   * @param sources what the file may refer to
   */
  public static SpecResult read(String fileName, byte[] bytes, Sources sources) {
    Found found = new Found();
    References references = new References(sources, found);
    Optional<Draft> draft =
        YamlReader.read(fileName, bytes, found).map(tree -> draft(tree, found, references));
    if (draft.isEmpty() || found.hasErrors()) {
      return new SpecResult.Bad(found.sorted());
    }
    SortedMap<String, Bytes> inputs = new TreeMap<>(references.read());
    inputs.put(SpecResult.CLUSTER_FILE, Bytes.of(bytes));
    return new SpecResult.Good(new ClusterBuilder(draft.get()).build(), found.sorted(), inputs);
  }

  private static Draft draft(Yaml.Entries tree, Found found, References references) {
    Yaml.Entries checked = new ShapeCheck(found).fields(tree, ClusterShape.ROOT);
    Draft draft = new DraftReader(references).read(checked);
    for (Check check : Rules.CHECKS) {
      check.check(draft, found);
    }
    return draft;
  }
}
