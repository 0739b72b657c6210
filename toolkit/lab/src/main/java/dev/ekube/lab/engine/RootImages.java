package dev.ekube.lab.engine;

import java.nio.file.Path;

/** Images that nodes are made from. */
public interface RootImages {
  /** True when the engine has an image of that reference. */
  boolean has(String reference);

  /** Makes an image of one layer from a tar of a root file system. */
  void load(String reference, Path tar);
}
