package dev.ekube.image.look;

import dev.ekube.image.pack.InstalledPackages;
import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import dev.ekube.rpm.Nevra;
import dev.ekube.rpm.header.Header;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What differs between two images. */
public final class ImageDiff {
  private ImageDiff() {}

  /** Packages and files, one line each: {@code + } for what the second has, {@code - } first. */
  public static List<String> of(Tree a, Tree b) throws IOException {
    List<String> lines = new ArrayList<>();
    SortedSet<String> before = packages(a);
    SortedSet<String> after = packages(b);
    before.stream().filter(p -> !after.contains(p)).forEach(p -> lines.add("- package " + p));
    after.stream().filter(p -> !before.contains(p)).forEach(p -> lines.add("+ package " + p));
    SortedSet<String> paths = new TreeSet<>(Tree.ORDER);
    paths.addAll(a.all().keySet());
    paths.addAll(b.all().keySet());
    for (String path : paths) {
      Inode one = a.all().get(path);
      Inode other = b.all().get(path);
      if (one == null) {
        lines.add("+ /" + path + size(other));
      } else if (other == null) {
        lines.add("- /" + path + size(one));
      } else {
        String what = difference(one, other);
        if (!what.isEmpty()) {
          lines.add("~ /" + path + ": " + what);
        }
      }
    }
    return lines;
  }

  private static SortedSet<String> packages(Tree tree) throws IOException {
    SortedSet<String> names = new TreeSet<>();
    for (Header header : InstalledPackages.read(tree)) {
      names.add(Nevra.of(header).toString());
    }
    return names;
  }

  private static String size(Inode inode) {
    return inode.kind() instanceof Inode.Kind.Regular file
        ? " (" + file.content().size() + " bytes)"
        : "";
  }

  private static String difference(Inode a, Inode b) throws IOException {
    List<String> what = new ArrayList<>();
    if (a.mode() != b.mode()) {
      what.add("mode %04o to %04o".formatted(a.mode(), b.mode()));
    }
    if (a.uid() != b.uid() || a.gid() != b.gid()) {
      what.add("owner %d:%d to %d:%d".formatted(a.uid(), a.gid(), b.uid(), b.gid()));
    }
    if (!a.xattrs().keySet().equals(b.xattrs().keySet())) {
      what.add("extended attributes");
    }
    if (a.kind() instanceof Inode.Kind.Regular x && b.kind() instanceof Inode.Kind.Regular y) {
      if (x.content().size() != y.content().size()) {
        what.add("size %d to %d".formatted(x.content().size(), y.content().size()));
      } else if (!same(x.content(), y.content())) {
        what.add("content");
      }
    } else if (!a.kind().equals(b.kind())) {
      what.add("kind");
    }
    return String.join(", ", what);
  }

  private static boolean same(Content a, Content b) throws IOException {
    try (InputStream x = a.open();
        InputStream y = b.open()) {
      byte[] one = x.readNBytes(1 << 16);
      byte[] other = y.readNBytes(1 << 16);
      while (one.length > 0 && Arrays.equals(one, other)) {
        one = x.readNBytes(1 << 16);
        other = y.readNBytes(1 << 16);
      }
      return one.length == 0 && other.length == 0;
    }
  }
}
