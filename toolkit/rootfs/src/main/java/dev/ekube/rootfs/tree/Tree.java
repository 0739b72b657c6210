package dev.ekube.rootfs.tree;

import dev.ekube.rootfs.RootfsException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A root file system: inodes by path. Paths have no slash in front, {@code ""} is the root itself.
 * Whatever is added goes through the links among its parents as a running system would ({@code
 * /bin} to {@code usr/bin}), which never lead out of the tree.
 */
public final class Tree {
  /** Byte order of UTF-8, which is that of code points; parents come before their children. */
  public static final Comparator<String> ORDER = Tree::compare;

  private static final int MOST_LINKS = 40;

  private final TreeMap<String, Inode> inodes = new TreeMap<>(ORDER);
  private final long mtime;

  /**
   * An empty root.
   *
   * @param mtime of directories that are made because something lies below them
   */
  public Tree(long mtime) {
    this.mtime = mtime;
    inodes.put("", Inode.directory(0755, mtime));
  }

  private Tree(Tree other) {
    this.mtime = other.mtime;
    this.inodes.putAll(other.inodes);
  }

  /** One that changes apart from this one. */
  public Tree copy() {
    return new Tree(this);
  }

  /** All of it, in {@link #ORDER}. */
  public SortedMap<String, Inode> all() {
    return Collections.unmodifiableSortedMap(inodes);
  }

  /** What lies at this path, the links among its parents followed, itself not. */
  public Optional<Inode> get(String path) throws RootfsException {
    return Optional.ofNullable(inodes.get(place(path)));
  }

  /** What lies at this path, itself followed too; empty when a link leads nowhere. */
  public Optional<Inode> follow(String path) throws RootfsException {
    return Optional.ofNullable(inodes.get(resolve(path)));
  }

  /** The names in a directory, in order. */
  public List<String> list(String directory) throws RootfsException {
    String at = resolve(directory);
    List<String> names = new ArrayList<>();
    for (String path : below(at).keySet()) {
      String name = path.substring(at.isEmpty() ? 0 : at.length() + 1);
      if (name.indexOf('/') < 0) {
        names.add(name);
      }
    }
    return names;
  }

  /**
   * Puts something in place of whatever lies at the path; a directory in place of a directory
   * changes only what is known of it.
   *
   * @return the path under which it lies now, the links among its parents followed
   */
  public String put(String path, Inode inode) throws RootfsException {
    String at = place(path);
    if (at.isEmpty() && !inode.isDirectory()) {
      throw new RootfsException("the root of a file system is a directory");
    }
    Inode old = inodes.get(at);
    if (!inode.isDirectory() && old != null && old.isDirectory()) {
      remove(at);
    }
    parents(at);
    inodes.put(at, inode);
    return at;
  }

  /**
   * Puts something as package managers do: a directory leaves a link to a directory as it is, and
   * nothing takes the place of a directory but another.
   */
  public String add(String path, Inode inode) throws RootfsException {
    Optional<Inode> old = get(path);
    if (inode.isDirectory() && old.isPresent() && !old.get().isDirectory()) {
      Optional<Inode> there = follow(path);
      if (there.isPresent() && there.get().isDirectory()) {
        return resolve(path);
      }
      throw new RootfsException("/" + path + " would be a directory in place of a file");
    }
    if (!inode.isDirectory() && old.isPresent() && old.get().isDirectory()) {
      throw new RootfsException("/" + path + " would be a file in place of a directory");
    }
    return put(path, inode);
  }

  /** Another name for what lies at {@code target}. */
  public void link(String path, String target) throws RootfsException {
    Inode inode =
        get(target)
            .orElseThrow(() -> new RootfsException("the hard link /" + path + " leads to no file"));
    if (inode.isDirectory()) {
      throw new RootfsException("the hard link /" + path + " leads to a directory");
    }
    put(path, inode);
  }

  /** Takes away what lies at the path, with all below it; nothing is fine. */
  public void remove(String path) throws RootfsException {
    String at = place(path);
    clear(at);
    if (!at.isEmpty()) {
      inodes.remove(at);
    }
  }

  /** Takes away all that lies below a directory. */
  public void clear(String directory) {
    below(directory).clear();
  }

  /** Where a path leads when all links are followed; the last part need not exist. */
  public String resolve(String path) throws RootfsException {
    return walk(path, true);
  }

  private String place(String path) throws RootfsException {
    return walk(path, false);
  }

  private String walk(String path, boolean last) throws RootfsException {
    Deque<String> left = new ArrayDeque<>(parts(path));
    String at = "";
    int links = 0;
    while (!left.isEmpty()) {
      String part = left.pop();
      if (part.equals("..")) {
        at = at.substring(0, Math.max(at.lastIndexOf('/'), 0));
        continue;
      }
      String next = at.isEmpty() ? part : at + "/" + part;
      Inode inode = inodes.get(next);
      boolean follow = !left.isEmpty() || last;
      if (follow && inode != null && inode.kind() instanceof Inode.Kind.Symlink link) {
        if (++links > MOST_LINKS) {
          throw new RootfsException("/" + path + " goes through links without end");
        }
        at = link.target().startsWith("/") ? "" : at;
        pushAll(left, link.target());
      } else {
        at = next;
      }
    }
    return at;
  }

  /** Within a link {@code ..} means the directory above, and above the root is the root. */
  private static void pushAll(Deque<String> left, String target) {
    String[] parts = target.split("/", -1);
    for (int i = parts.length - 1; i >= 0; i--) {
      if (!parts[i].isEmpty() && !parts[i].equals(".")) {
        left.push(parts[i]);
      }
    }
  }

  /** The parts of a name as archives and people write it; one that climbs is refused. */
  private static List<String> parts(String path) throws RootfsException {
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        throw new RootfsException("the path " + path + " climbs with ..");
      }
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return parts;
  }

  private void parents(String at) throws RootfsException {
    for (int slash = at.indexOf('/'); slash >= 0; slash = at.indexOf('/', slash + 1)) {
      String parent = at.substring(0, slash);
      Inode inode = inodes.putIfAbsent(parent, Inode.directory(0755, mtime));
      if (inode != null && !inode.isDirectory()) {
        throw new RootfsException("/" + at + " lies below /" + parent + ", which is no directory");
      }
    }
  }

  private SortedMap<String, Inode> below(String at) {
    // 0 is the letter after the slash.
    return at.isEmpty() ? inodes.tailMap("", false) : inodes.subMap(at + "/", at + "0");
  }

  private static int compare(String a, String b) {
    int most = Math.min(a.length(), b.length());
    for (int i = 0; i < most; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        // Surrogates stand for letters behind all those that need none.
        int order = Boolean.compare(Character.isSurrogate(x), Character.isSurrogate(y));
        return order == 0 ? Character.compare(x, y) : order;
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
