package dev.ekube.render;

import dev.ekube.model.Clusters;
import dev.ekube.model.Ipv4;
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
    GoldenTree.check(DEMO.resolve("overlays"), GoldenTree.overlays(rendered));
  }

  @ParameterizedTest
  @ValueSource(strings = {"control0", "worker0"})
  void node(String name) {
    NodeView view = NodeView.of(rendered, new NodeName(name), MANAGER);
    GoldenTree.check(DEMO.resolve("nodes/" + name), GoldenTree.node(view));
  }

  @Test
  void entries() {
    GoldenTree.check(DEMO.resolve("entries"), GoldenTree.entries(rendered));
  }
}
