package dev.ekube.adapters.warewulf;

/** Hears what the adapter has to tell while it works. */
@FunctionalInterface
public interface WarewulfListener {
  /** One line that an admin should know but that is no failure. */
  void line(String text);

  /** So many of all nodes have new overlay images. Called from another thread than the build's. */
  default void built(int nodes, int ofNodes) {}
}
