package dev.ekube.kubeadm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the real kubeadm 1.32.1 wrote for the first control node of the demo cluster. */
final class Recorded {
  private static final Path FOLDER =
      Path.of(System.getProperty("ekube.root"))
          .resolve("toolkit/kubeadm/src/test/resources/kubeadm-1.32.1");

  private Recorded() {}

  static String text(String name) {
    try {
      return Files.readString(FOLDER.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SortedMap<String, String> all() {
    SortedMap<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      files.map(file -> file.getFileName().toString()).forEach(name -> all.put(name, text(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  static void rewrite(SortedMap<String, String> records) throws IOException {
    Files.createDirectories(FOLDER);
    for (String old : all().keySet()) {
      Files.delete(FOLDER.resolve(old));
    }
    for (var record : records.entrySet()) {
      Files.writeString(FOLDER.resolve(record.getKey()), record.getValue());
    }
  }
}
