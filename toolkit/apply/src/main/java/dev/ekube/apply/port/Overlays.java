package dev.ekube.apply.port;

import dev.ekube.model.ClusterName;
import dev.ekube.model.FileTree;
import dev.ekube.model.OverlayName;
import java.util.SortedMap;

/**
 * The overlay directories of one manager. A directory is replaced as a whole: whoever looks sees
 * the old tree or the new one. Not promised: that what Warewulf built from it earlier is updated.
 */
public interface Overlays {
  /** The directories that belong to the cluster, with what stands in them. */
  SortedMap<OverlayName, FileTree> read(ClusterName cluster);

  /** Puts the tree in the directory's place, mode 0700 on top, synced to disk. */
  void write(OverlayName name, FileTree tree);

  /** Removes the directory; it is no error that there is none. */
  void remove(OverlayName name);
}
