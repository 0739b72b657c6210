package dev.ekube.adapters.history;

import dev.ekube.model.FileTree;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/** Commits one tree after another until it is killed. */
final class CommitterMain {
  private CommitterMain() {}

  public static void main(String[] arguments) {
    JGitHistory history = new JGitHistory(Path.of(arguments[0]), Clock.systemUTC());
    int from = history.revisions().size();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.println("committing");
    for (int i = from; true; i++) {
      history.commit(tree(i), "revision " + i);
    }
  }

  static FileTree tree(int number) {
    return FileTree.builder()
        .file("cluster.yaml", 0600, "number: " + number + "\n")
        .file("rendered/etc/same", 0644, "same\n")
        .build();
  }
}
