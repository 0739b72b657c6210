package dev.ekube.apply.port;

import dev.ekube.model.ImageName;
import java.util.List;

/**
 * The builder of node images. Not promised: that Warewulf serves them; publishing is a step of its
 * own.
 */
public interface NodeImages {
  /** False when this manager has no builder: images must then be in Warewulf already. */
  boolean canBuild();

  /** Makes the root file systems where Warewulf looks for them. */
  void build(List<ImageName> images, Reporter reporter);
}
