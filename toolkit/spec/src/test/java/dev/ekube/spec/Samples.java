package dev.ekube.spec;

import dev.ekube.model.Bytes;
import dev.ekube.model.MacAddress;
import dev.ekube.model.NodeName;
import dev.ekube.spec.Sources.FileResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Sample files of the tests, read from the checkout. */
final class Samples {
  /** The checkout's root. */
  static final Path ROOT = Path.of(System.getProperty("ekube.root"));

  private Samples() {}

  static Path resources() {
    return ROOT.resolve("toolkit/spec/src/test/resources");
  }

  /** Names of what stands in a directory, sorted. */
  static List<String> list(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files of a directory, and a Warewulf that knows one node called known0. */
  static Sources sources(Path directory) {
    SortedMap<NodeName, MacAddress> macs =
        new TreeMap<>(Map.of(new NodeName("known0"), MacAddress.parse("52:54:00:00:0f:00")));
    return new Sources() {
      @Override
      public FileResult file(String path) {
        Path file = directory.resolve(path);
        return Files.isRegularFile(file)
            ? new FileResult.Content(Bytes.of(bytes(file)))
            : new FileResult.Unreadable("there is no such file", "create it beside cluster.yaml");
      }

      @Override
      public SortedMap<NodeName, MacAddress> warewulfMacs() {
        return macs;
      }
    };
  }

  static SpecResult read(Path file) {
    return ClusterReader.read("cluster.yaml", bytes(file), sources(file.getParent()));
  }
}
