package dev.ekube.render;

import dev.ekube.model.Bytes;
import dev.ekube.model.Clusters;
import dev.ekube.model.FileTree;
import dev.ekube.model.Ipv4;
import dev.ekube.model.NodeEntry;
import dev.ekube.model.NodeName;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rendered byte of the demo cluster stands in a golden file. */
class GoldenTest {
  private static final ManagerFacts MANAGER =
      new ManagerFacts("manager.example", Ipv4.parse("10.0.0.13"));
  private static final Path DEMO =
      GoldenTree.root().resolve("toolkit/render/src/test/resources/golden/demo");

  private final Rendered rendered = new Renderer().render(Clusters.demo());

  @Test
  void overlays() {
    FileTree.Builder all = FileTree.builder();
    rendered
        .overlays()
        .forEach(
            (name, tree) ->
                tree.entries().forEach((path, entry) -> all.put(name + "/" + path, entry)));
    GoldenTree.check(DEMO.resolve("overlays"), all.build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"control0", "worker0"})
  void node(String name) {
    NodeView view = NodeView.of(rendered, new NodeName(name), MANAGER);
    FileTree.Builder all = FileTree.builder();
    view.system().entries().forEach((path, entry) -> all.put("system/" + path, entry));
    view.runtime().entries().forEach((path, entry) -> all.put("runtime/" + path, entry));
    GoldenTree.check(DEMO.resolve("nodes/" + name), all.build());
  }

  @Test
  void entries() {
    FileTree.Builder all = FileTree.builder();
    for (NodeEntry entry : rendered.nodes()) {
      StringBuilder text = new StringBuilder();
      entry.fields().forEach((key, value) -> text.append(key + " = " + value + "\n"));
      all.file(entry.name() + ".txt", 0644, Bytes.ofUtf8(text.toString()));
    }
    GoldenTree.check(DEMO.resolve("entries"), all.build());
  }
}
