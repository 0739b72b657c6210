package dev.ekube.rootfs.tree;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A file without its name. Two paths that hold the same object are hard links of one file.
 *
 * @param mode permissions with setuid, setgid and sticky bits, without the type
 * @param mtime seconds since 1970
 * @param xattrs extended attributes by name; their values are bytes, not text
 */
public record Inode(
    Kind kind, int mode, long uid, long gid, long mtime, SortedMap<String, byte[]> xattrs) {
  private static final SortedMap<String, byte[]> NONE =
      Collections.unmodifiableSortedMap(new TreeMap<>());

  /** What it is. */
  public sealed interface Kind {
    /** A directory. */
    record Directory() implements Kind {}

    /** A regular file. */
    record Regular(Content content) implements Kind {}

    /** A symbolic link. */
    record Symlink(String target) implements Kind {}

    /** A device node. */
    record Device(boolean block, int major, int minor) implements Kind {}

    /** A named pipe. */
    record Fifo() implements Kind {}
  }

  public Inode {
    xattrs = xattrs.isEmpty() ? NONE : Collections.unmodifiableSortedMap(new TreeMap<>(xattrs));
  }

  /** One of root's without extended attributes. */
  public static Inode of(Kind kind, int mode, long mtime) {
    return new Inode(kind, mode, 0, 0, mtime, NONE);
  }

  public static Inode directory(int mode, long mtime) {
    return of(new Kind.Directory(), mode, mtime);
  }

  public static Inode file(Content content, int mode, long mtime) {
    return of(new Kind.Regular(content), mode, mtime);
  }

  public static Inode symlink(String target, long mtime) {
    return of(new Kind.Symlink(target), 0777, mtime);
  }

  public Inode owned(long user, long group) {
    return new Inode(kind, mode, user, group, mtime, xattrs);
  }

  public Inode withMode(int other) {
    return new Inode(kind, other, uid, gid, mtime, xattrs);
  }

  public Inode withXattrs(SortedMap<String, byte[]> others) {
    return new Inode(kind, mode, uid, gid, mtime, others);
  }

  public boolean isDirectory() {
    return kind instanceof Kind.Directory;
  }
}
