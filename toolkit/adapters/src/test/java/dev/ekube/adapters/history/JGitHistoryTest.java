package dev.ekube.adapters.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.apply.port.History.Revision;
import dev.ekube.model.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JGitHistoryTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final FileTree FIRST =
      FileTree.builder()
          .file("cluster.yaml", 0644, "a: 1\n")
          .file("rendered/bin/tool", 0755, "#!\n")
          .file("rendered/setuid", 04711, "s")
          .file("rendered/secret with blank", 0600, "")
          .symlink("rendered/link", "../ü")
          .build();
  private static final FileTree SECOND =
      FIRST.overlaidBy(FileTree.builder().file("cluster.yaml", 0644, "a: 2\n").build());

  @TempDir private Path state;
  private Path repository;
  private JGitHistory history;

  @BeforeEach
  void open() {
    repository = state.resolve("demo.git");
    history = new JGitHistory(repository, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void keepsTreesExactly() {
    Revision revision = history.commit(FIRST, "apply: 5 nodes");
    assertThat(revision.time()).isEqualTo(NOW);
    assertThat(revision.subject()).isEqualTo("apply: 5 nodes");
    assertThat(history.read(revision.id())).contains(FIRST);
  }

  @Test
  void namesRevisionsFromTheNewest() {
    Revision first = history.commit(FIRST, "first\nline");
    Revision second = history.commit(SECOND, "second");
    assertThat(history.revisions()).containsExactly(second, first);
    assertThat(first.subject()).isEqualTo("first line");
    assertThat(history.read("HEAD")).contains(SECOND);
    assertThat(history.read("HEAD~0")).contains(SECOND);
    assertThat(history.read("HEAD~1")).contains(FIRST);
    assertThat(history.read("HEAD~2")).isEmpty();
    assertThat(history.read(first.id().substring(0, 6))).contains(FIRST);
    assertThat(history.read("0000")).isEmpty();
    assertThat(history.read("refs/heads/main")).isEmpty();
    assertThat(history.read("")).isEmpty();
  }

  @Test
  void anEqualTreeIsNoNewRevision() {
    Revision first = history.commit(FIRST, "first");
    assertThat(history.commit(FIRST, "again")).isEqualTo(first);
    assertThat(history.revisions()).containsExactly(first);
  }

  @Test
  void theSameStateGivesTheSameRevisionEverywhere(@TempDir Path other) {
    JGitHistory twin =
        new JGitHistory(other.resolve("x.git"), Clock.fixed(NOW, ZoneOffset.ofHours(5)));
    assertThat(history.commit(FIRST, "first")).isEqualTo(twin.commit(FIRST, "first"));
  }

  @Test
  void withoutARepositoryThereIsNoHistory() {
    assertThat(history.revisions()).isEmpty();
    assertThat(history.read("HEAD")).isEmpty();
    assertThat(repository).doesNotExist();
  }

  @Test
  void theRepositoryIsPrivateAndHoldsNothingOfTheUser() throws IOException {
    history.commit(FIRST, "first");
    assertThat(Files.getAttribute(repository, "unix:mode", LinkOption.NOFOLLOW_LINKS))
        .isEqualTo(040700);
    assertThat(Files.readString(repository.resolve("config"))).doesNotContain("user");
    assertThat(state).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void locksAndBeginningsOfDeadRunsAreNoObstacle() throws IOException {
    Files.createDirectories(state.resolve(".demo.git.new/objects"));
    history.commit(FIRST, "first");
    Files.createFile(repository.resolve("refs/heads/main.lock"));
    Files.createFile(repository.resolve("HEAD.lock"));
    history.commit(SECOND, "second");
    assertThat(history.read("HEAD")).contains(SECOND);
  }

  @Test
  void aKilledCommitIsThereOrNot() throws Exception {
    Random random = new Random(7);
    List<Integer> counts = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      killAfter(random.nextLong(200_000_000));
      List<Revision> revisions = history.revisions();
      counts.add(revisions.size());
      for (int n = 0; n < revisions.size(); n++) {
        assertThat(history.read("HEAD~" + n))
            .contains(CommitterMain.tree(revisions.size() - 1 - n));
      }
    }
    assertThat(counts).isSorted();
    history.commit(FIRST, "after");
    assertThat(history.read("HEAD")).contains(FIRST);
  }

  private void killAfter(long nanos) throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CommitterMain.class.getName(),
                repository.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var out = child.inputReader()) {
      assertThat(out.readLine()).isEqualTo("committing");
      assertThat(child.waitFor(nanos, TimeUnit.NANOSECONDS)).isFalse();
    } finally {
      child.destroyForcibly().waitFor();
    }
  }
}
