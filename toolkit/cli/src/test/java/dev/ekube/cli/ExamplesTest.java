package dev.ekube.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.apply.Ports;
import dev.ekube.cli.images.SiteArchive;
import dev.ekube.cli.manager.ClusterFile;
import dev.ekube.cli.manager.Deployment;
import dev.ekube.cli.manager.Manager;
import dev.ekube.model.FileTree;
import dev.ekube.model.Node;
import dev.ekube.model.Role;
import dev.ekube.plan.PlanOptions;
import dev.ekube.plan.PlanText;
import dev.ekube.plan.Style;
import dev.ekube.render.GoldenTree;
import dev.ekube.render.ManagerFacts;
import dev.ekube.render.NodeView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every example is valid, and its rendered files and its plan on an empty manager are what stands
 * in its {@code expected} folder: all overlays, and what the first node of each role gets.
 */
class ExamplesTest {
  private static final Path EXAMPLES = GoldenTree.root().resolve("examples");

  @TempDir Path sandbox;

  static Stream<String> examples() throws Exception {
    try (Stream<Path> folders = Files.list(EXAMPLES)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("cluster.yaml")))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void isRenderedAndPlannedAsExpected(String example) {
    Manager manager = Manager.of(PlaceOptions.in(sandbox));
    Path file = EXAMPLES.resolve(example).resolve("cluster.yaml");
    Deployment deployment = Deployment.of(ClusterFile.read(file, manager));

    assertThat(deployment.warnings()).isEmpty();
    SiteArchive archive =
        SiteArchive.of(file, deployment.cluster(), PlaceOptions.in(sandbox), Shell.silent());
    var ports =
        manager.ports(deployment.cluster().name(), archive, manager.nodeImages(), line -> {});
    GoldenTree.check(file.resolveSibling("expected"), expected(deployment, ports));
  }

  private static FileTree expected(Deployment deployment, Ports ports) {
    FileTree.Builder tree = FileTree.builder();
    PlanOptions options = PlanOptions.standard("cluster.yaml");
    tree.file("plan.txt", 0644, PlanText.of(deployment.plan(ports, options), Style.PLAIN));
    deployment
        .rendered()
        .overlays()
        .forEach((name, overlay) -> putAll(tree, "overlays/" + name, overlay));
    ManagerFacts facts = new ManagerFacts("manager", deployment.cluster().manager().address());
    for (Role role : Role.values()) {
      Node first = deployment.cluster().nodes(role).getFirst();
      NodeView view = NodeView.of(deployment.rendered(), first.name(), facts);
      putAll(tree, "nodes/" + first.name() + "/system", view.system());
      putAll(tree, "nodes/" + first.name() + "/runtime", view.runtime());
    }
    return tree.build();
  }

  private static void putAll(FileTree.Builder tree, String folder, FileTree files) {
    files.entries().forEach((path, entry) -> tree.put(folder + "/" + path, entry));
  }
}
