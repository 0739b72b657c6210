package dev.ekube.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ekube.model.Problem;
import java.util.List;
import java.util.Locale;

/** Problems as JSON: {@code {"valid": …, "problems": [{severity, id, file, line, column, …}]}}. */
public final class ProblemJson {
  private ProblemJson() {}

  /** {@code line} and {@code column} count from 1; both are absent when the whole file is meant. */
  public static ObjectNode of(List<Problem> problems) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("valid", problems.stream().noneMatch(Problem::isError));
    ArrayNode list = root.putArray("problems");
    for (Problem problem : problems) {
      ObjectNode node = list.addObject();
      node.put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
      node.put("id", problem.id());
      node.put("file", problem.place().file());
      if (problem.place().line() > 0) {
        node.put("line", problem.place().line());
        node.put("column", problem.place().column());
      }
      node.put("message", problem.message());
      node.put("hint", problem.hint());
      node.put("doc", "docs/rules.md#" + problem.id());
    }
    return root;
  }
}
