package dev.ekube.rootfs.base;

import dev.ekube.rootfs.RootfsException;
import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A root file system that lies in a folder. Owners, modes and links are those of the folder; Java
 * sees no extended attributes of the system, so file capabilities come only with a tar.
 */
public final class Folder {
  private final Path root;
  private final OptionalLong time;

  /**
   * @param time in place of every file's own, for what must not depend on when it was unpacked
   */
  public Folder(Path root, OptionalLong time) {
    this.root = root;
    this.time = time;
  }

  /** Its files as they are, with their owners. */
  public Tree tree() throws IOException {
    return tree(true);
  }

  /** Its files as root's own. */
  public Tree treeOfRoot() throws IOException {
    return tree(false);
  }

  private Tree tree(boolean owners) throws IOException {
    if (!Files.isDirectory(root)) {
      throw RootfsException.tried(
          "read the root file system in " + root, "there is no such directory", "name another");
    }
    Tree tree = new Tree(time.orElse(0));
    Map<Object, Inode> links = new HashMap<>();
    List<Path> all;
    try (Stream<Path> walk = Files.walk(root)) {
      all = walk.sorted().toList();
    }
    for (Path file : all) {
      Map<String, Object> known = Files.readAttributes(file, "unix:*", LinkOption.NOFOLLOW_LINKS);
      Optional<Inode> inode = inode(file, known, owners);
      if (inode.isPresent()) {
        boolean many = !inode.get().isDirectory() && (int) known.get("nlink") > 1;
        Inode one =
            many
                ? links.computeIfAbsent(known.get("dev") + ":" + known.get("ino"), k -> inode.get())
                : inode.get();
        tree.put(root.relativize(file).toString(), one);
      }
    }
    return tree;
  }

  private Optional<Inode> inode(Path file, Map<String, Object> known, boolean owners)
      throws IOException {
    int mode = (int) known.get("mode");
    long changed = ((FileTime) known.get("lastModifiedTime")).toMillis() / 1000;
    Optional<Inode.Kind> kind = kind(file, mode, known);
    return kind.map(k -> Inode.of(k, mode & 07777, time.orElse(changed)))
        .map(i -> owners ? i.owned((int) known.get("uid"), (int) known.get("gid")) : i);
  }

  /** Empty for sockets, which belong to a program that runs. */
  private static Optional<Inode.Kind> kind(Path file, int mode, Map<String, Object> known)
      throws IOException {
    return switch (mode & 0170000) {
      case 0040000 -> Optional.of(new Inode.Kind.Directory());
      case 0120000 -> Optional.of(new Inode.Kind.Symlink(Files.readSymbolicLink(file).toString()));
      case 0100000 ->
          Optional.of(
              new Inode.Kind.Regular(new Content.Stretch(file, 0, (long) known.get("size"))));
      case 0010000 -> Optional.of(new Inode.Kind.Fifo());
      case 0020000, 0060000 -> Optional.of(device(mode, (long) known.get("rdev")));
      default -> Optional.empty();
    };
  }

  private static Inode.Kind device(int mode, long rdev) {
    int major = (int) ((rdev >>> 8) & 0xfff);
    int minor = (int) ((rdev & 0xff) | ((rdev >>> 12) & 0xfff00));
    return new Inode.Kind.Device((mode & 0170000) == 0060000, major, minor);
  }
}
