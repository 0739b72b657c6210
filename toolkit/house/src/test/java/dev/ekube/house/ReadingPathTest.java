package dev.ekube.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Six files tell how the whole works. docs/architecture.md links them as a numbered list under a
 * heading that says "Reading path".
 */
class ReadingPathTest {
  private static final int FILES = 6;
  private static final int LINES = 1000;
  private static final Path PAGE = Repository.ROOT.resolve("docs/architecture.md");
  private static final Pattern ITEM = Pattern.compile("\\s*[0-9]+\\.\\s.*?\\]\\(([^)#]+)\\).*");

  @Test
  void itIsSixFilesThatExist() {
    List<Path> files = path();
    assertThat(files).hasSize(FILES).doesNotHaveDuplicates().allMatch(Files::isRegularFile);
    assertThat(Repository.relative(files.getFirst())).isEqualTo("examples/quickstart/cluster.yaml");
  }

  @Test
  void itIsShortEnoughToBeRead() {
    long lines = path().stream().mapToLong(file -> Repository.read(file).lines().count()).sum();
    assertThat(lines).as("lines on the reading path").isLessThanOrEqualTo(LINES);
  }

  private static List<Path> path() {
    List<Path> files = new ArrayList<>();
    boolean inside = false;
    for (String line : Repository.read(PAGE).lines().toList()) {
      if (line.startsWith("#")) {
        inside = line.matches("#+ .*[Rr]eading path.*");
      }
      Matcher item = ITEM.matcher(line);
      if (inside && item.matches()) {
        files.add(PAGE.resolveSibling(item.group(1)).normalize());
      }
    }
    return files;
  }
}
