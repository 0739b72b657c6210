package dev.ekube.spec;

import dev.ekube.model.Bytes;
import dev.ekube.model.Check;
import dev.ekube.model.Cluster;
import dev.ekube.model.Copies;
import dev.ekube.model.Problem;
import java.util.List;
import java.util.SortedMap;

/** What came of reading a cluster.yaml. */
public sealed interface SpecResult {
  /** The name under which the file itself stands among the inputs, whatever the user called it. */
  String CLUSTER_FILE = "cluster.yaml";

  /**
   * A cluster.
   *
   * @param warnings problems that only speak, in order of their places
   * @param inputs the file itself as {@link #CLUSTER_FILE}, and every file that it names, by the
   *     path as written
   */
  record Good(Cluster cluster, List<Problem> warnings, SortedMap<String, Bytes> inputs)
      implements SpecResult {
    public Good {
      warnings = List.copyOf(warnings);
      inputs = Copies.sorted(inputs);
    }
  }

  /** At least one error; all problems, warnings too, in order of their places. */
  record Bad(List<Problem> problems) implements SpecResult {
    public Bad {
      problems = List.copyOf(problems);
      Check.that(problems.stream().anyMatch(Problem::isError), "bad without an error");
    }
  }

  /** All problems in order, whichever came. */
  default List<Problem> allProblems() {
    return switch (this) {
      case Good good -> good.warnings();
      case Bad bad -> bad.problems();
    };
  }
}
