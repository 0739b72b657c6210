package dev.ekube.manager.outside;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ekube.model.Copies;
import dev.ekube.model.NodeName;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Which nodes are Ready, as a watch tells it; one thread uses it. */
final class NodesReady {
  private final Consumer<SortedSet<NodeName>> tell;
  private final SortedSet<NodeName> ready = new TreeSet<>();

  NodesReady(Consumer<SortedSet<NodeName>> tell) {
    this.tell = tell;
  }

  void reset() {
    ready.clear();
  }

  void seen(String type, JsonNode node) {
    String text = node.path("metadata").path("name").asText();
    if (!NodeName.isValid(text)) {
      return;
    }
    NodeName name = new NodeName(text);
    boolean now = !type.equals("DELETED") && isReady(node);
    boolean changed = now ? ready.add(name) : ready.remove(name);
    if (changed) {
      tell.accept(Copies.sorted(ready));
    }
  }

  private static boolean isReady(JsonNode node) {
    for (JsonNode condition : node.path("status").path("conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition.path("status").asText().equals("True");
      }
    }
    return false;
  }
}
