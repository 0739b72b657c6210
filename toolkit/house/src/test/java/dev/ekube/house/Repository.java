package dev.ekube.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The checkout as the tests of this room see it: its files, without what a build makes. */
final class Repository {
  private static final Set<String> SKIPPED =
      Set.of("target", ".git", ".idea", ".vscode", "node_modules", "__pycache__");
  private static final Set<String> BINARY = Set.of("jar", "png", "gz", "tar", "rpm", "ico");

  static final Path ROOT = root();

  private Repository() {}

  private static Path root() {
    String given = System.getProperty("ekube.root");
    Path at = Path.of(given == null ? "" : given).toAbsolutePath().normalize();
    while (at != null && !Files.isRegularFile(at.resolve("mvnw"))) {
      at = at.getParent();
    }
    if (at == null) {
      throw new IllegalStateException("set -Dekube.root to the checkout's root");
    }
    return at;
  }

  /** Every file, in a stable order. */
  static List<Path> files() {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          ROOT,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes unused) {
              return !folder.equals(ROOT) && SKIPPED.contains(folder.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              // A worktree's .git is a file.
              if (attributes.isRegularFile() && !file.endsWith(".git")) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found.stream().sorted().toList();
  }

  /** Files that are text to people: all but the few binary kinds. */
  static List<Path> texts() {
    return files().stream().filter(file -> !BINARY.contains(ending(file))).toList();
  }

  static Stream<Path> ending(String... endings) {
    Set<String> wanted = Set.of(endings);
    return files().stream().filter(file -> wanted.contains(ending(file)));
  }

  /** Java sources under {@code src/main}. */
  static List<Path> mainSources() {
    return ending("java").filter(file -> relative(file).contains("/src/main/")).toList();
  }

  /** The module's word of a file under toolkit, such as {@code plan}. */
  static String room(Path file) {
    Path inside = ROOT.relativize(file);
    return inside.startsWith("toolkit") ? inside.getName(1).toString() : "";
  }

  static String relative(Path file) {
    return ROOT.relativize(file).toString();
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("tried to read " + file + " as UTF-8", e);
    }
  }

  /** The same for files that may hold anything, such as samples of bad input. */
  static String readAnything(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
