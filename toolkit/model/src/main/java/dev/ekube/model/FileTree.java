package dev.ekube.model;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A tree of files in memory: relative path to entry, in path order. Parent directories are implied
 * and have mode 0755; owner is always root. Equal trees are equal values, whatever built them.
 */
public final class FileTree {
  private final SortedMap<String, Entry> entries;

  private FileTree(SortedMap<String, Entry> entries) {
    this.entries = entries;
  }

  /** What stands at a path. */
  public sealed interface Entry permits RegularFile, Symlink {}

  /** A regular file. {@code mode} holds the twelve permission bits, such as 0644. */
  public record RegularFile(Bytes content, int mode) implements Entry {
    public RegularFile {
      Check.that(mode >= 0 && mode <= 07777, "not a mode: %o", mode);
    }
  }

  /** A symbolic link; the target is kept as written. */
  public record Symlink(String target) implements Entry {}

  public static FileTree empty() {
    return new FileTree(Collections.emptySortedMap());
  }

  public static Builder builder() {
    return new Builder();
  }

  public SortedMap<String, Entry> entries() {
    return entries;
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The text of a regular file, decoded as UTF-8; empty when there is none at that path. */
  public Optional<String> text(String path) {
    return entries.get(path) instanceof RegularFile file
        ? Optional.of(file.content().utf8())
        : Optional.empty();
  }

  /** This tree with the other laid over it: where both have a path, the other's entry stands. */
  public FileTree overlaidBy(FileTree other) {
    SortedMap<String, Entry> all = new TreeMap<>(entries);
    all.putAll(other.entries);
    return new FileTree(Collections.unmodifiableSortedMap(all));
  }

  /** SHA-256 in hex over paths, kinds, modes and bytes; equal exactly for equal trees. */
  public String digest() {
    Sha256 sum = new Sha256();
    for (Map.Entry<String, Entry> e : entries.entrySet()) {
      sum.field(e.getKey());
      switch (e.getValue()) {
        case RegularFile f ->
            sum.field("f").field(Integer.toOctalString(f.mode())).field(f.content());
        case Symlink l -> sum.field("l").field(l.target());
      }
    }
    return HexFormat.of().formatHex(sum.finish());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FileTree tree && entries.equals(tree.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return "FileTree" + entries.keySet();
  }

  /** Collects entries; a path that is absolute, climbs, or stands twice is refused. */
  public static final class Builder {
    private final SortedMap<String, Entry> entries = new TreeMap<>();

    public Builder file(String path, int mode, String text) {
      return put(path, new RegularFile(Bytes.of(text.getBytes(StandardCharsets.UTF_8)), mode));
    }

    public Builder file(String path, int mode, Bytes content) {
      return put(path, new RegularFile(content, mode));
    }

    public Builder symlink(String path, String target) {
      return put(path, new Symlink(target));
    }

    public Builder put(String path, Entry entry) {
      Check.that(isSafe(path), "not a relative path inside the tree: %s", path);
      Check.that(entries.put(path, entry) == null, "path stands twice: %s", path);
      return this;
    }

    public FileTree build() {
      return new FileTree(Collections.unmodifiableSortedMap(new TreeMap<>(entries)));
    }

    private static boolean isSafe(String path) {
      for (String part : path.split("/", -1)) {
        if (part.isEmpty() || part.equals(".") || part.equals("..")) {
          return false;
        }
      }
      return path.indexOf('\0') < 0;
    }
  }
}
