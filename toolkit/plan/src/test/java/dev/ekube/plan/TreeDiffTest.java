package dev.ekube.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.FileTree;
import org.junit.jupiter.api.Test;

class TreeDiffTest {
  private static final FileTree BEFORE =
      FileTree.builder().file("a", 0644, "1\n").symlink("l", "x").build();

  @Test
  void equalTreesHaveNoDifference() {
    assertThat(TreeDiff.of(BEFORE, BEFORE, Style.PLAIN)).isEmpty();
  }

  @Test
  void showsWhatIsNewWhole() {
    assertThat(TreeDiff.of(FileTree.empty(), BEFORE, Style.PLAIN))
        .isEqualTo(
            """
            + a (0644, 2 bytes)
              --- /dev/null
              +++ b/a
              @@ -0,0 +1,1 @@
              +1
            + l (link to x)
            """);
  }

  @Test
  void showsWhatIsGoneByName() {
    assertThat(TreeDiff.of(BEFORE, FileTree.empty(), Style.PLAIN))
        .isEqualTo("- a (0644, 2 bytes)\n- l (link to x)\n");
  }

  @Test
  void saysWhatIsNeitherFileNorLink() {
    FileTree strays =
        FileTree.builder().put("d", new FileTree.Symlink("(directory, mode 0700)")).build();
    assertThat(TreeDiff.of(strays, FileTree.empty(), Style.PLAIN))
        .isEqualTo("- d (directory, mode 0700)\n");
  }
}
