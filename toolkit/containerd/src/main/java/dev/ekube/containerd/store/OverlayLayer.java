package dev.ekube.containerd.store;

import dev.ekube.rootfs.RootfsException;
import dev.ekube.rootfs.tar.Member;
import dev.ekube.rootfs.tar.TarReader;
import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A layer as overlayfs lays it over others. What a layer takes away becomes character devices 0/0.
 * An opaque directory becomes one such device for each name below it, not an extended attribute,
 * because the archive that Warewulf boots nodes from keeps devices and loses extended attributes.
 */
final class OverlayLayer {
  private static final String WHITEOUT = ".wh.";
  private static final String OPAQUE = ".wh..wh..opq";

  private final Tree below;
  private final long time;
  private final Tree upper;
  private final Set<String> stated = new TreeSet<>();
  private final Set<String> gone = new TreeSet<>();
  private final Set<String> opaque = new TreeSet<>();

  private OverlayLayer(Tree below, long time) {
    this.below = below;
    this.time = time;
    this.upper = new Tree(time);
  }

  /**
   * Reads a layer.
   *
   * @param below all layers below it, put upon each other
   * @param time of what the layer has no time for
   */
  static Tree of(Tree below, Content.Stretch layer, long time) throws IOException {
    OverlayLayer made = new OverlayLayer(below, time);
    for (Member member : TarReader.members(layer)) {
      made.add(member);
    }
    for (String path : made.gone) {
      made.hide(path);
    }
    for (String path : made.opaque) {
      made.hideBelow(path);
    }
    made.copyUp();
    return made.upper;
  }

  /** What a mount of the layer upon the others shows. */
  static Tree mounted(Tree below, Tree upper) throws RootfsException {
    Tree all = below.copy();
    for (Map.Entry<String, Inode> entry : upper.all().entrySet()) {
      if (isWhiteout(entry.getValue())) {
        all.remove(entry.getKey());
      } else {
        all.put(entry.getKey(), entry.getValue());
      }
    }
    return all;
  }

  static boolean isWhiteout(Inode inode) {
    return inode.kind() instanceof Inode.Kind.Device device
        && !device.block()
        && device.major() == 0
        && device.minor() == 0;
  }

  private void add(Member member) throws RootfsException {
    String path = member.path();
    String name = path.substring(path.lastIndexOf('/') + 1);
    String folder = path.substring(0, Math.max(0, path.length() - name.length() - 1));
    if (name.equals(OPAQUE)) {
      opaque.add(folder);
    } else if (name.startsWith(WHITEOUT)) {
      String hidden = name.substring(WHITEOUT.length());
      gone.add(folder.isEmpty() ? hidden : folder + "/" + hidden);
    } else if (member.hardLink().isPresent()) {
      link(path, member.hardLink().get());
    } else {
      stated.add(upper.put(path, member.inode().orElseThrow()));
    }
  }

  /** A link to a file of a layer below takes that file up with it. */
  private void link(String path, String target) throws RootfsException {
    Optional<Inode> there = below.get(target);
    if (upper.get(target).isEmpty() && there.isPresent()) {
      // One of its own, since the same object in two places is a hard link.
      stated.add(upper.put(target, there.get().withMode(there.get().mode())));
    }
    upper.link(path, target);
  }

  /** Directories that stand here only for what lies in them are as they are below. */
  private void copyUp() throws RootfsException {
    for (String path : List.copyOf(upper.all().keySet())) {
      Inode there = below.all().get(path);
      boolean implied = upper.all().get(path).isDirectory() && !stated.contains(path);
      if (implied && there != null && there.isDirectory()) {
        upper.put(path, there);
      }
    }
  }

  private void hide(String path) throws RootfsException {
    Inode own = upper.all().get(path);
    if (own == null && below.all().containsKey(path)) {
      upper.put(path, Inode.of(new Inode.Kind.Device(false, 0, 0), 0, time));
    } else if (own != null && own.isDirectory()) {
      hideBelow(path);
    }
  }

  private void hideBelow(String folder) throws RootfsException {
    Inode there = below.all().get(folder);
    if (there != null && there.isDirectory()) {
      for (String name : below.list(folder)) {
        hide(folder.isEmpty() ? name : folder + "/" + name);
      }
    }
  }
}
