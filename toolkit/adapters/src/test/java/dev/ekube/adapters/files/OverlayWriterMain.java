package dev.ekube.adapters.files;

import dev.ekube.model.ClusterName;
import dev.ekube.model.FileTree;
import dev.ekube.model.OverlayName;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** Writes two trees in turn until it is killed. */
final class OverlayWriterMain {
  static final OverlayName NAME = OverlayName.common(new ClusterName("demo"));

  private OverlayWriterMain() {}

  public static void main(String[] arguments) {
    OverlayDirs dirs = new OverlayDirs(Path.of(arguments[0]));
    dirs.write(NAME, tree("first"));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.println("writing");
    while (true) {
      dirs.write(NAME, tree("second"));
      dirs.write(NAME, tree("first"));
    }
  }

  /**
   * Thirty files that all hold the word, so that a mixed tree cannot be mistaken for a whole one.
   */
  static FileTree tree(String word) {
    FileTree.Builder tree = FileTree.builder();
    for (int i = 0; i < 30; i++) {
      tree.file(String.format(Locale.ROOT, "etc/dir%d/file%02d", i % 3, i), 0640, word + "\n");
    }
    return tree.symlink("etc/link", word).build();
  }
}
