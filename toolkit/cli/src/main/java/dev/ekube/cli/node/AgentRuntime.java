package dev.ekube.cli.node;

import dev.ekube.image.ImageException;
import dev.ekube.rootfs.tree.Inode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the agent runs on: as little of Java as it needs, linked once from the Java of ekube. */
public final class AgentRuntime {
  /** Where the agent's unit looks for it. */
  static final String AT = "usr/lib/ekube/runtime";

  private static final int MINUTES = 5;

  private AgentRuntime() {}

  /** One that jlink wrote, named by a person. */
  static Graft of(Path folder) throws IOException {
    StringBuilder version = new StringBuilder();
    for (Map.Entry<String, Inode> one : new Graft(AT, folder, false, "").tree().all().entrySet()) {
      if (one.getValue().kind() instanceof Inode.Kind.Regular file) {
        version.append(one.getKey()).append(' ').append(file.content().size()).append(' ');
        version.append(one.getValue().mtime()).append('\n');
      }
    }
    return new Graft(AT, folder, false, version.toString());
  }

  /** The one of this machine, linked when it is not there. */
  public static Graft linked(Path cache) throws IOException {
    Path home = Path.of(System.getProperty("java.home"));
    Path target = cache.resolve("runtime-" + Runtime.version());
    if (!Files.isRegularFile(target.resolve("release"))) {
      Path aside = Files.createTempDirectory(Files.createDirectories(cache), ".runtime");
      try {
        link(home, aside.resolve("made"));
        Files.move(aside.resolve("made"), target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        clear(aside);
      }
    }
    return of(target);
  }

  private static void link(Path home, Path target) throws IOException {
    Path jlink = home.resolve("bin/jlink");
    String tried = "link the agent's Java runtime from " + home;
    String next = "run ekube by a whole JDK (https://adoptium.net), or build with --runtime DIR";
    if (!Files.isExecutable(jlink)) {
      throw ImageException.tried(tried, "it has no jlink", next);
    }
    Path log = target.resolveSibling("log");
    List<String> command =
        List.of(
            jlink.toString(),
            "--add-modules=java.base",
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--compress=zip-6",
            "--generate-cds-archive",
            "--output=" + target);
    Process child =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      child.getOutputStream().close();
      if (!child.waitFor(MINUTES, TimeUnit.MINUTES) || child.exitValue() != 0) {
        child.destroyForcibly();
        String said = Files.readString(log).lines().limit(3).collect(Collectors.joining(" / "));
        throw ImageException.tried(tried, "jlink said: " + said, next);
      }
    } catch (InterruptedException e) {
      child.destroyForcibly();
      Thread.currentThread().interrupt();
      throw ImageException.tried(tried, "it was interrupted", "run the command again");
    }
    // For heaps without compressed pointers, of 32 GB and more.
    Files.deleteIfExists(target.resolve("lib/server/classes_nocoops.jsa"));
  }

  private static void clear(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }
}
