package dev.ekube.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ekube.model.FileTree;
import dev.ekube.model.NodeEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Compares a tree in memory with golden files. A golden directory holds every regular file at its
 * path, and {@code MODES}, which says mode or link target of each, because neither survives every
 * checkout. With {@code -Dekube.rewrite=true} the directory is written anew and the test fails.
 */
public final class GoldenTree {
  private static final String MODES = "MODES";

  private GoldenTree() {}

  /** The checkout's top directory, from the property that the build sets. */
  public static Path root() {
    return Path.of(System.getProperty("ekube.root"));
  }

  /** Fails with the first difference, or after rewriting. */
  public static void check(Path directory, FileTree actual) {
    SortedMap<String, String> wanted = texts(actual);
    if (Boolean.getBoolean("ekube.rewrite")) {
      write(directory, wanted);
      fail("rewrote " + directory + "; look at the difference and run without ekube.rewrite");
    }
    SortedMap<String, String> golden = read(directory);
    assertThat(wanted.keySet()).as("files of %s", directory).isEqualTo(golden.keySet());
    wanted.forEach(
        (path, text) ->
            assertThat(text).as("%s", directory.resolve(path)).isEqualTo(golden.get(path)));
  }

  /** All overlays of a cluster as one tree: {@code OVERLAY/PATH}, templates unrendered. */
  public static FileTree overlays(Rendered rendered) {
    FileTree.Builder all = FileTree.builder();
    rendered.overlays().forEach((name, tree) -> putBelow(all, name.value(), tree));
    return all.build();
  }

  /** What one node gets as one tree: {@code system/PATH} and {@code runtime/PATH}. */
  public static FileTree node(NodeView view) {
    FileTree.Builder all = FileTree.builder();
    putBelow(all, "system", view.system());
    putBelow(all, "runtime", view.runtime());
    return all.build();
  }

  /** The entries of all nodes: {@code NODE.txt} with one field per line. */
  public static FileTree entries(Rendered rendered) {
    FileTree.Builder all = FileTree.builder();
    for (NodeEntry entry : rendered.nodes()) {
      StringBuilder text = new StringBuilder();
      entry
          .fields()
          .forEach((key, value) -> text.append(key).append(" = ").append(value).append('\n'));
      all.file(entry.name() + ".txt", 0644, text.toString());
    }
    return all.build();
  }

  private static void putBelow(FileTree.Builder all, String folder, FileTree tree) {
    tree.entries().forEach((path, entry) -> all.put(folder + "/" + path, entry));
  }

  private static SortedMap<String, String> texts(FileTree tree) {
    SortedMap<String, String> texts = new TreeMap<>();
    StringBuilder modes = new StringBuilder();
    tree.entries()
        .forEach(
            (path, entry) -> {
              switch (entry) {
                case FileTree.RegularFile file -> {
                  texts.put(path, file.content().utf8());
                  modes.append("%04o %s\n".formatted(file.mode(), path));
                }
                case FileTree.Symlink link ->
                    modes.append("link %s -> %s\n".formatted(path, link.target()));
              }
            });
    texts.put(MODES, modes.toString());
    return texts;
  }

  private static SortedMap<String, String> read(Path directory) {
    SortedMap<String, String> texts = new TreeMap<>();
    for (Path file : filesBelow(directory)) {
      String path = directory.relativize(file).toString().replace('\\', '/');
      try {
        texts.put(path, Files.readString(file, StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return texts;
  }

  private static void write(Path directory, SortedMap<String, String> texts) {
    try {
      for (Path old : filesBelow(directory)) {
        Files.delete(old);
      }
      for (var e : texts.entrySet()) {
        Path file = directory.resolve(e.getKey());
        Files.createDirectories(file.getParent());
        Files.writeString(file, e.getValue(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Iterable<Path> filesBelow(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(directory)) {
      return walk.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
