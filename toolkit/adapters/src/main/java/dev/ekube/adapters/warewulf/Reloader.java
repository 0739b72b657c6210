package dev.ekube.adapters.warewulf;

import java.util.Optional;

/** Has warewulfd read nodes.conf again. */
@FunctionalInterface
public interface Reloader {
  /** A sentence that says why it was not done; empty when it was. Not running is no failure. */
  Optional<String> reload();

  /** For a Warewulf that has no daemon, such as one in a folder. */
  static Reloader none() {
    return Optional::empty;
  }
}
