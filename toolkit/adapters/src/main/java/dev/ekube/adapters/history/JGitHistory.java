package dev.ekube.adapters.history;

import dev.ekube.adapters.Reason;
import dev.ekube.apply.port.History;
import dev.ekube.apply.port.PortException;
import dev.ekube.model.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * A cluster's history as a bare git repository. JGit's classes are loaded by the first call, so a
 * verb that never asks pays nothing. Commits are to be made with the apply lock held.
 */
public final class JGitHistory implements History {
  private final Path repository;
  private final Clock clock;

  /**
   * Opens nothing yet.
   *
   * @param repository such as {@code STATE/demo.git}; made with mode 0700 by the first commit
   */
  public JGitHistory(Path repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  @Override
  public Revision commit(FileTree tree, String subject) {
    String line = subject.replaceAll("\\s+", " ").strip();
    try (GitStore store = GitStore.openOrCreate(repository)) {
      return store.commit(tree, line, clock);
    } catch (IOException e) {
      throw failed("write to", e);
    }
  }

  @Override
  public List<Revision> revisions() {
    if (!Files.isDirectory(repository)) {
      return List.of();
    }
    try (GitStore store = GitStore.open(repository)) {
      return store.revisions();
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  @Override
  public Optional<FileTree> read(String revision) {
    if (!Files.isDirectory(repository)) {
      return Optional.empty();
    }
    try (GitStore store = GitStore.open(repository)) {
      return store.read(revision);
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  private PortException failed(String act, IOException e) {
    return PortException.failed(
        "tried to " + act + " the history " + repository + " but " + Reason.of(e),
        Reason.next(
            e,
            repository,
            "look at the disk; moving the directory away starts a new history, as with `mv "
                + repository
                + " "
                + repository
                + ".saved`"),
        e);
  }
}
