package dev.ekube.adapters.history;

import dev.ekube.apply.port.History.Revision;
import dev.ekube.model.FileTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * One bare repository with one branch. A revision counts from the moment in which the branch's file
 * is renamed into place; what a cut leaves before that are objects that nothing names, and locks,
 * which the next commit clears away because the apply lock keeps every other writer out.
 */
final class GitStore implements AutoCloseable {
  private static final String BRANCH = "refs/heads/main";
  private static final int SHORT_ID = 10;
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Repository repository;

  private GitStore(Repository repository) {
    this.repository = repository;
  }

  static GitStore open(Path directory) throws IOException {
    QuietSystem.install();
    return new GitStore(builder(directory).setMustExist(true).build());
  }

  /** Makes the repository aside and renames it, so that it is there as a whole or not at all. */
  static GitStore openOrCreate(Path directory) throws IOException {
    QuietSystem.install();
    if (!Files.isDirectory(directory)) {
      Path aside = directory.resolveSibling("." + directory.getFileName() + ".new");
      delete(aside);
      Path parent = directory.toAbsolutePath().getParent();
      Files.createDirectories(parent, OWNER_ONLY);
      Files.createDirectory(aside, OWNER_ONLY);
      try (Repository fresh = builder(aside).build()) {
        fresh.create(true);
        fresh.updateRef("HEAD").link(BRANCH);
        StoredConfig config = fresh.getConfig();
        config.setBoolean("core", null, "fsyncobjectfiles", true);
        config.setBoolean("core", null, "fsyncreffiles", true);
        config.save();
      }
      Files.move(aside, directory, StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
    return open(directory);
  }

  private static FileRepositoryBuilder builder(Path directory) {
    return new FileRepositoryBuilder()
        .setFS(QuietSystem.fileSystem())
        .setBare()
        .setGitDir(directory.toFile());
  }

  Revision commit(FileTree tree, String subject, Clock clock) throws IOException {
    clearLocks();
    try (ObjectInserter inserter = repository.newObjectInserter();
        RevWalk walk = new RevWalk(repository)) {
      ObjectId root = GitTree.insert(tree, inserter);
      Optional<RevCommit> head = head(walk);
      if (head.isPresent() && head.get().getTree().equals(root)) {
        return revision(head.get());
      }
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(root);
      head.ifPresent(commit::setParentId);
      PersonIdent ekube =
          new PersonIdent("ekube", "ekube@localhost", clock.instant(), ZoneOffset.UTC);
      commit.setAuthor(ekube);
      commit.setCommitter(ekube);
      commit.setMessage(subject + "\n");
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      moveBranch(head, id);
      return revision(walk.parseCommit(id));
    }
  }

  /** Newest first. */
  List<Revision> revisions() throws IOException {
    List<Revision> revisions = new ArrayList<>();
    for (RevCommit commit : commits()) {
      revisions.add(revision(commit));
    }
    return revisions;
  }

  /** By {@code HEAD}, {@code HEAD~N}, or the start of an id that only one revision has. */
  Optional<FileTree> read(String name) throws IOException {
    List<RevCommit> commits = commits();
    Optional<RevCommit> found = find(name, commits);
    return found.isPresent()
        ? Optional.of(GitTree.read(found.get().getTree(), repository.newObjectReader()))
        : Optional.empty();
  }

  private static Optional<RevCommit> find(String name, List<RevCommit> commits) {
    if (name.matches("HEAD(~[0-9]{1,9})?")) {
      int back = name.equals("HEAD") ? 0 : Integer.parseInt(name.substring("HEAD~".length()));
      return back < commits.size() ? Optional.of(commits.get(back)) : Optional.empty();
    }
    if (!name.matches("[0-9a-f]{4,40}")) {
      return Optional.empty();
    }
    List<RevCommit> matching =
        commits.stream().filter(commit -> commit.name().startsWith(name)).toList();
    return matching.size() == 1 ? Optional.of(matching.getFirst()) : Optional.empty();
  }

  private List<RevCommit> commits() throws IOException {
    List<RevCommit> commits = new ArrayList<>();
    try (RevWalk walk = new RevWalk(repository)) {
      Optional<RevCommit> next = head(walk);
      while (next.isPresent()) {
        RevCommit commit = next.get();
        commits.add(commit);
        // One parent after the other: commit dates order nothing when clocks jump.
        next =
            commit.getParentCount() == 0
                ? Optional.empty()
                : Optional.of(walk.parseCommit(commit.getParent(0)));
      }
    }
    return commits;
  }

  private Optional<RevCommit> head(RevWalk walk) throws IOException {
    Optional<ObjectId> id = Optional.ofNullable(repository.resolve(BRANCH));
    return id.isPresent() ? Optional.of(walk.parseCommit(id.get())) : Optional.empty();
  }

  private void moveBranch(Optional<RevCommit> from, ObjectId to) throws IOException {
    RefUpdate update = repository.updateRef(BRANCH);
    update.setExpectedOldObjectId(from.isPresent() ? from.get() : ObjectId.zeroId());
    update.setNewObjectId(to);
    update.disableRefLog();
    RefUpdate.Result result = update.update();
    if (result != RefUpdate.Result.NEW && result != RefUpdate.Result.FAST_FORWARD) {
      throw new IOException("the branch could not be moved: " + result);
    }
  }

  private void clearLocks() throws IOException {
    Path directory = repository.getDirectory().toPath();
    for (Path parent : List.of(directory, directory.resolve("refs/heads"))) {
      try (Stream<Path> files = Files.list(parent)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".lock")).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static Revision revision(RevCommit commit) {
    return new Revision(
        commit.name().substring(0, SHORT_ID),
        commit.getCommitterIdent().getWhenAsInstant(),
        commit.getShortMessage());
  }

  private static void delete(Path path) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> files = Files.walk(path)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public void close() {
    repository.close();
  }
}
