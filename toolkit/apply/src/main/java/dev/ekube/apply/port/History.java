package dev.ekube.apply.port;

import dev.ekube.model.FileTree;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Every applied state of one cluster: its cluster.yaml with the files that it names, its lock, and
 * the rendered tree. Not promised: that the newest revision is what stands on the manager now.
 */
public interface History {
  /** One revision; {@code id} is short and unique, {@code subject} is one line. */
  record Revision(String id, Instant time, String subject) {}

  /** Keeps the tree unless the newest revision equals it; returns the revision that holds it. */
  Revision commit(FileTree tree, String subject);

  /** Newest first. */
  List<Revision> revisions();

  /** The tree of a revision by id, unique prefix, {@code HEAD}, or {@code HEAD~N}. */
  Optional<FileTree> read(String revision);
}
