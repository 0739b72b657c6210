package dev.ekube.plan;

import java.util.Locale;

/** The parts of an apply, in the order in which they run. {@code --only} selects by these words. */
public enum Part {
  IMAGES,
  NODEIMAGES,
  NODES,
  OVERLAY,
  POWER;

  /** The word on the command line and in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
