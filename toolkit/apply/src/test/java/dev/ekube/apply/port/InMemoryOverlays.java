package dev.ekube.apply.port;

import dev.ekube.model.ClusterName;
import dev.ekube.model.FileTree;
import dev.ekube.model.OverlayName;
import java.util.SortedMap;
import java.util.TreeMap;

/** Overlay directories that are a map. */
public final class InMemoryOverlays implements Overlays {
  private final Calls calls;
  private final SortedMap<OverlayName, FileTree> trees = new TreeMap<>();

  public InMemoryOverlays(Calls calls) {
    this.calls = calls;
  }

  /** Changes an overlay behind ekube's back, without a call. */
  public void place(OverlayName name, FileTree tree) {
    trees.put(name, tree);
  }

  /** Every overlay of every cluster. */
  public SortedMap<OverlayName, FileTree> all() {
    return new TreeMap<>(trees);
  }

  @Override
  public SortedMap<OverlayName, FileTree> read(ClusterName cluster) {
    SortedMap<OverlayName, FileTree> own = new TreeMap<>(trees);
    own.keySet().removeIf(name -> !OverlayName.belongsTo(cluster, name.value()));
    return own;
  }

  @Override
  public void write(OverlayName name, FileTree tree) {
    calls.run("WriteOverlay " + name, () -> {}, () -> trees.put(name, tree));
  }

  @Override
  public void remove(OverlayName name) {
    calls.run("RemoveOverlay " + name, () -> {}, () -> trees.remove(name));
  }
}
