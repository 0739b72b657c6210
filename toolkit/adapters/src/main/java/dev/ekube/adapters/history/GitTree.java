package dev.ekube.adapters.history;

import dev.ekube.model.Bytes;
import dev.ekube.model.FileTree;
import dev.ekube.model.FileTree.RegularFile;
import dev.ekube.model.FileTree.Symlink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * A FileTree as a git tree. Git keeps only whether a file is executable, so modes other than 0644
 * and 0755 stand in a file of their own, {@code .ekube-modes}: one {@code MODE PATH} a line.
 */
final class GitTree {
  static final String MODES = ".ekube-modes";

  private GitTree() {}

  /** Stores the tree and gives its id; equal trees have equal ids. */
  static ObjectId insert(FileTree tree, ObjectInserter inserter) throws IOException {
    DirCache index = DirCache.newInCore();
    DirCacheBuilder builder = index.builder();
    StringBuilder modes = new StringBuilder();
    for (Map.Entry<String, FileTree.Entry> e : tree.entries().entrySet()) {
      switch (e.getValue()) {
        case RegularFile f -> {
          builder.add(entry(e.getKey(), gitMode(f.mode()), f.content().toArray(), inserter));
          if (f.mode() != 0644 && f.mode() != 0755) {
            modes.append(String.format(Locale.ROOT, "%04o %s\n", f.mode(), e.getKey()));
          }
        }
        case Symlink l ->
            builder.add(entry(e.getKey(), FileMode.SYMLINK, utf8(l.target()), inserter));
      }
    }
    if (!modes.isEmpty()) {
      builder.add(entry(MODES, FileMode.REGULAR_FILE, utf8(modes.toString()), inserter));
    }
    builder.finish();
    return index.writeTree(inserter);
  }

  static FileTree read(ObjectId root, ObjectReader reader) throws IOException {
    SortedMap<String, FileTree.Entry> entries = new TreeMap<>();
    try (TreeWalk walk = new TreeWalk(reader)) {
      walk.addTree(root);
      walk.setRecursive(true);
      while (walk.next()) {
        byte[] content = reader.open(walk.getObjectId(0), Constants.OBJ_BLOB).getBytes();
        entries.put(walk.getPathString(), entry(walk.getFileMode(0), content));
      }
    }
    if (entries.remove(MODES) instanceof RegularFile modes) {
      modes.content().utf8().lines().forEach(line -> restoreMode(line, entries));
    }
    FileTree.Builder tree = FileTree.builder();
    entries.forEach(tree::put);
    return tree.build();
  }

  private static void restoreMode(String line, SortedMap<String, FileTree.Entry> entries) {
    List<String> words = List.of(line.split(" ", 2));
    if (words.size() == 2 && entries.get(words.get(1)) instanceof RegularFile file) {
      int mode = Integer.parseInt(words.getFirst(), 8);
      entries.put(words.get(1), new RegularFile(file.content(), mode));
    }
  }

  private static FileTree.Entry entry(FileMode mode, byte[] content) {
    if (mode.equals(FileMode.SYMLINK)) {
      return new Symlink(new String(content, StandardCharsets.UTF_8));
    }
    return new RegularFile(Bytes.of(content), mode.equals(FileMode.EXECUTABLE_FILE) ? 0755 : 0644);
  }

  private static DirCacheEntry entry(
      String path, FileMode mode, byte[] content, ObjectInserter inserter) throws IOException {
    DirCacheEntry entry = new DirCacheEntry(path);
    entry.setFileMode(mode);
    entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, content));
    return entry;
  }

  private static FileMode gitMode(int mode) {
    return (mode & 0111) == 0 ? FileMode.REGULAR_FILE : FileMode.EXECUTABLE_FILE;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
