package dev.ekube.plan;

import java.util.Locale;

/** What carries a step out; a plan of any size holds at most five steps that run {@link #WWCTL}. */
public enum Runs {
  ARCHIVE,
  BUILDER,
  FILES,
  WWCTL;

  /** The word in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
