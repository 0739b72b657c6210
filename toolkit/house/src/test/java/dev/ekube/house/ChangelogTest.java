package dev.ekube.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** CHANGELOG.md: an Unreleased part on top, one line per change. */
class ChangelogTest {
  private final List<String> lines =
      Repository.read(Repository.ROOT.resolve("CHANGELOG.md")).lines().toList();

  @Test
  void startsWithWhatIsNotReleasedYet() {
    List<String> headings = lines.stream().filter(line -> line.startsWith("## ")).toList();
    assertThat(headings).isNotEmpty();
    assertThat(headings.getFirst()).isEqualTo("## Unreleased");
  }

  @Test
  void aChangeIsOneLine() {
    assertThat(
            lines.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .filter(line -> !line.matches("- [A-Za-z`./0-9-]+.*: .{10,}")))
        .as("lines that are not `- room: what changed for whom`")
        .isEmpty();
    assertThat(lines.stream().filter(line -> line.startsWith("- "))).doesNotHaveDuplicates();
  }

  @Test
  void thereIsAtLeastOneChange() {
    assertThat(lines).anyMatch(line -> line.startsWith("- "));
  }
}
