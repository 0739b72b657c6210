package dev.ekube.rpm.repo;

import java.io.IOException;

/** A repository cannot be used. The message is one sentence: what was tried, why not, what next. */
public final class RepositoryException extends IOException {
  private static final long serialVersionUID = 1;

  RepositoryException(String tried, String reason, String next, Throwable cause) {
    super("tried to " + tried + " but " + reason + "; next: " + next, cause);
  }
}
