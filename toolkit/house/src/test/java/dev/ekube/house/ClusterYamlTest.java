package dev.ekube.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.Bytes;
import dev.ekube.model.MacAddress;
import dev.ekube.model.NodeName;
import dev.ekube.model.Problem;
import dev.ekube.spec.ClusterReader;
import dev.ekube.spec.Sources;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What people copy is right: every fence {@code yaml cluster.yaml} of the pages and every
 * cluster.yaml under examples/ is read without a problem, warnings included.
 */
class ClusterYamlTest {
  private static final int MACS = 1000;

  @TestFactory
  Stream<DynamicTest> everyFenceOfAWholeFile() {
    return Fence.all()
        .filter(fence -> fence.says("yaml") && fence.says("cluster.yaml"))
        .map(fence -> test(fence.toString(), fence.text(), new MadeUp()));
  }

  @TestFactory
  Stream<DynamicTest> everyExample() {
    Path examples = Repository.ROOT.resolve("examples");
    return Repository.files().stream()
        .filter(file -> file.startsWith(examples) && file.endsWith("cluster.yaml"))
        .map(file -> test(Repository.relative(file), Repository.read(file), new Beside(file)));
  }

  private static DynamicTest test(String name, String text, Sources sources) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return DynamicTest.dynamicTest(
        name,
        () -> {
          List<Problem> problems = ClusterReader.read("cluster.yaml", bytes, sources).allProblems();
          assertThat(problems).as(name).isEmpty();
        });
  }

  /** Files beside an example. */
  private record Beside(Path cluster) implements Sources {
    @Override
    public FileResult file(String path) {
      Path file = cluster.resolveSibling(path);
      return Files.isRegularFile(file)
          ? new FileResult.Content(Bytes.of(Repository.read(file).getBytes(StandardCharsets.UTF_8)))
          : new FileResult.Unreadable("there is no " + path, "add it to the example");
    }

    @Override
    public SortedMap<NodeName, MacAddress> warewulfMacs() {
      return new TreeMap<>();
    }
  }

  /** What a page's file may refer to: a list of MACs, or a manifest of no consequence. */
  private record MadeUp() implements Sources {
    @Override
    public FileResult file(String path) {
      String text =
          path.endsWith(".txt")
              ? IntStream.range(0, MACS)
                  .mapToObj(
                      i -> String.format(Locale.ROOT, "52:54:01:00:%02x:%02x", i / 256, i % 256))
                  .collect(Collectors.joining("\n", "", "\n"))
              : "apiVersion: v1\nkind: Namespace\nmetadata: {name: example}\n";
      return new FileResult.Content(Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public SortedMap<NodeName, MacAddress> warewulfMacs() {
      return new TreeMap<>();
    }
  }
}
