package dev.ekube.adapters.files;

import dev.ekube.adapters.Reason;
import dev.ekube.apply.port.Overlays;
import dev.ekube.apply.port.PortException;
import dev.ekube.model.ClusterName;
import dev.ekube.model.FileTree;
import dev.ekube.model.OverlayName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Overlays as directories {@code NAME/rootfs} below Warewulf's site overlay directory.
 *
 * <p>A tree is written aside as {@code .NAME.new}, synced, and put in place by two renames: {@code
 * NAME} to {@code .NAME.old}, {@code .NAME.new} to {@code NAME}. Whoever opens {@code NAME} finds
 * the whole old tree, the whole new one, or, between the two renames, none; Java has no call that
 * swaps two directories, and Warewulf does not follow a link in their place. A build in that moment
 * fails aloud and is repeated by the build that every write is followed by. A cut between the
 * renames is healed by {@link #recover}: the old tree goes back.
 *
 * <p>The directory {@code NAME} is closed to other users (mode 0700), because Warewulf does not
 * ship its mode, and holds a file that says that it is ekube's. A directory without it is never
 * touched.
 */
public final class OverlayDirs implements Overlays {
  /** The file that marks a directory as written by ekube. */
  static final String MARK = "OWNED-BY-EKUBE";

  private static final String ROOTFS = "rootfs";
  private static final int TOP_MODE = 0700;
  private static final String MARK_TEXT =
      "ekube writes this overlay from cluster.yaml; what is edited here is lost.\n";

  private final Path base;

  /**
   * Opens, but does not read, a directory of overlays.
   *
   * @param base Warewulf's {@code wwoverlaydir}
   */
  public OverlayDirs(Path base) {
    this.base = base.toAbsolutePath().normalize();
  }

  @Override
  public SortedMap<OverlayName, FileTree> read(ClusterName cluster) {
    SortedMap<OverlayName, FileTree> trees = new TreeMap<>();
    run(
        "read the overlays of cluster " + cluster,
        () -> {
          for (OverlayName name : names(cluster)) {
            trees.put(name, readOne(name));
          }
        });
    return trees;
  }

  @Override
  public void write(OverlayName name, FileTree tree) {
    run(
        "write overlay " + name,
        () -> {
          recoverOne(name);
          if (Durable.exists(place(name))) {
            requireOwned(name);
          }
          try {
            writeAside(name, tree);
            swap(name);
          } catch (IOException e) {
            // On a full disk the half-written copy must not stay and keep it full.
            recoverOne(name);
            throw e;
          }
        });
  }

  private void writeAside(OverlayName name, FileTree tree) throws IOException {
    Durable.createDirectory(aside(name), TOP_MODE);
    TreeFiles.write(aside(name).resolve(ROOTFS), tree);
    byte[] mark = MARK_TEXT.getBytes(StandardCharsets.UTF_8);
    Durable.createFile(aside(name).resolve(MARK), mark, 0600);
    Durable.sync(aside(name));
  }

  @Override
  public void remove(OverlayName name) {
    run(
        "remove overlay " + name,
        () -> {
          recoverOne(name);
          if (Durable.exists(place(name))) {
            requireOwned(name);
            rename(place(name), old(name));
            Durable.sync(base);
            Durable.deleteTree(old(name));
          }
        });
  }

  /**
   * Clears away what killed runs left. To be called with the apply lock held, before anything is
   * planned; until then a reader sees no overlay where a run was cut between the two renames.
   */
  public void recover(ClusterName cluster) {
    run(
        "clear away what an earlier run left of cluster " + cluster,
        () -> {
          if (Files.isDirectory(base)) {
            for (OverlayName name : OverlayNames.of(cluster)) {
              recoverOne(name);
            }
          }
        });
  }

  private void recoverOne(OverlayName name) throws IOException {
    boolean left = Durable.exists(old(name)) || Durable.exists(aside(name));
    if (Durable.exists(old(name)) && !Durable.exists(place(name))) {
      rename(old(name), place(name));
    }
    Durable.deleteTree(old(name));
    Durable.deleteTree(aside(name));
    if (left) {
      Durable.sync(base);
    }
  }

  private void swap(OverlayName name) throws IOException {
    if (Durable.exists(place(name))) {
      rename(place(name), old(name));
    }
    rename(aside(name), place(name));
    Durable.sync(base);
    Durable.deleteTree(old(name));
    Durable.sync(base);
  }

  private Iterable<OverlayName> names(ClusterName cluster) throws IOException {
    SortedMap<OverlayName, Path> names = new TreeMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(base, "ekube-*")) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (OverlayName.belongsTo(cluster, name)) {
          names.put(new OverlayName(name), entry);
        }
      }
    }
    return names.keySet();
  }

  private FileTree readOne(OverlayName name) throws IOException {
    requireOwned(name);
    Path rootfs = place(name).resolve(ROOTFS);
    FileTree tree =
        Files.isDirectory(rootfs, LinkOption.NOFOLLOW_LINKS)
            ? TreeFiles.read(rootfs)
            : FileTree.empty();
    int mode = Durable.mode(place(name));
    if (mode == TOP_MODE) {
      return tree;
    }
    FileTree.Entry open = TreeFiles.stray(String.format(Locale.ROOT, "mode %04o", mode));
    return tree.overlaidBy(FileTree.builder().put("(top directory)", open).build());
  }

  private void requireOwned(OverlayName name) throws IOException {
    Path place = place(name);
    if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS) || !hasMark(place)) {
      throw PortException.precondition(
          "tried to use overlay " + name + " but " + place + " was not made by ekube",
          "if nobody needs it, `mv " + place + " " + place + "-saved`");
    }
  }

  /** A directory that this user may not look into is an error, not somebody else's. */
  private static boolean hasMark(Path place) throws IOException {
    try {
      return Files.readAttributes(
              place.resolve(MARK), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isRegularFile();
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private Path place(OverlayName name) {
    return base.resolve(name.value());
  }

  private Path aside(OverlayName name) {
    return base.resolve("." + name + ".new");
  }

  private Path old(OverlayName name) {
    return base.resolve("." + name + ".old");
  }

  private static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  private void run(String what, Action action) {
    if (!Files.isDirectory(base)) {
      throw PortException.precondition(
          "tried to " + what + " but there is no directory " + base,
          "install Warewulf, or correct `paths.wwoverlaydir` in warewulf.conf");
    }
    try {
      action.run();
    } catch (IOException e) {
      throw PortException.failed(
          "tried to " + what + " below " + base + " but " + Reason.of(e),
          Reason.next(e, base, "see to it and run the command again; nothing is left half-written"),
          e);
    }
  }

  @FunctionalInterface
  private interface Action {
    void run() throws IOException;
  }
}
