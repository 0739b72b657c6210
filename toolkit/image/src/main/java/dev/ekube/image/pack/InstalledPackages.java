package dev.ekube.image.pack;

import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import dev.ekube.rpm.RpmPackage;
import dev.ekube.rpm.db.Installed;
import dev.ekube.rpm.db.RpmDb;
import dev.ekube.rpm.header.Header;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The database of installed packages in a root file system. */
public final class InstalledPackages {
  private static final List<String> PLACES =
      List.of("usr/lib/sysimage/rpm/rpmdb.sqlite", "var/lib/rpm/rpmdb.sqlite");

  private InstalledPackages() {}

  /** The headers of what the tree has installed; none when it has no database. */
  public static List<Header> read(Tree tree) throws IOException {
    Optional<Content> db = database(tree);
    if (db.isEmpty()) {
      return List.of();
    }
    Path folder = Files.createTempDirectory("ekube-rpmdb");
    Path file = folder.resolve("rpmdb.sqlite");
    try {
      try (InputStream in = db.get().open()) {
        Files.copy(in, file);
      }
      return RpmDb.read(file);
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
  }

  /** Notes that these packages are installed, besides those that were. */
  public static void add(Tree tree, List<RpmPackage> packages, long time) throws IOException {
    if (packages.isEmpty()) {
      return;
    }
    List<Header> all = new ArrayList<>(read(tree));
    for (RpmPackage rpm : packages) {
      all.add(Installed.of(rpm, time, file -> false));
    }
    Path folder = Files.createTempDirectory("ekube-rpmdb");
    Path file = folder.resolve("rpmdb.sqlite");
    try {
      RpmDb.write(file, all);
      String place = place(tree);
      tree.put(place, Inode.file(new Content.Memory(Files.readAllBytes(file)), 0644, time));
      // What lay beside the old database belongs to it alone.
      tree.remove(place + "-wal");
      tree.remove(place + "-shm");
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
  }

  private static String place(Tree tree) throws IOException {
    for (String place : PLACES) {
      if (tree.follow(place).isPresent()) {
        return tree.resolve(place);
      }
    }
    return PLACES.getLast();
  }

  private static Optional<Content> database(Tree tree) throws IOException {
    for (String place : PLACES) {
      Optional<Inode> inode = tree.follow(place);
      if (inode.isPresent() && inode.get().kind() instanceof Inode.Kind.Regular file) {
        return Optional.of(file.content());
      }
    }
    return Optional.empty();
  }
}
