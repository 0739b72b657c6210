package dev.ekube.image.pack;

import dev.ekube.image.ImageException;
import dev.ekube.rootfs.system.Accounts;
import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import dev.ekube.rpm.FileFlag;
import dev.ekube.rpm.PackageFile;
import dev.ekube.rpm.RpmPackage;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Lays the files of packages over a root file system, as rpm would. */
public final class PackageLayer {
  private final Tree tree;
  private final Accounts accounts;
  private final Map<String, Owner> owners = new HashMap<>();

  private record Owner(String packageName, PackageFile file) {}

  public PackageLayer(Tree tree) {
    this.tree = tree;
    this.accounts = new Accounts(tree);
  }

  /**
   * All files of one package. Its users must be there.
   *
   * @param contents of its regular files, by path
   */
  public void add(RpmPackage rpm, Map<String, Content> contents) throws IOException {
    Map<String, Inode> linked = new HashMap<>();
    for (PackageFile file : rpm.files()) {
      if (file.is(FileFlag.GHOST)) {
        continue;
      }
      String path = file.path().substring(1);
      Inode inode = inode(rpm, file, contents, linked);
      String at = tree.add(path, inode);
      Owner other = owners.putIfAbsent(at, new Owner(rpm.nevra().name(), file));
      if (other != null && !same(other.file(), file)) {
        throw ImageException.tried(
            "lay " + rpm + " over the image",
            "it has another " + file.path() + " than " + other.packageName(),
            "leave one of the two packages out");
      }
    }
  }

  private Inode inode(
      RpmPackage rpm, PackageFile file, Map<String, Content> contents, Map<String, Inode> linked)
      throws IOException {
    if (!file.links().isEmpty()) {
      String first = file.links().getFirst();
      Inode known = linked.get(first);
      if (known == null) {
        known = alone(rpm, file, linkedContent(file, contents));
        linked.put(first, known);
      }
      return known;
    }
    return alone(rpm, file, Optional.ofNullable(contents.get(file.path())));
  }

  /** Of the names of one file, one carries the bytes. */
  private static Optional<Content> linkedContent(PackageFile file, Map<String, Content> contents) {
    return file.links().stream().filter(contents::containsKey).findFirst().map(contents::get);
  }

  private Inode alone(RpmPackage rpm, PackageFile file, Optional<Content> content)
      throws IOException {
    Inode.Kind kind =
        switch (file.type()) {
          case REGULAR -> new Inode.Kind.Regular(content.orElse(Content.empty()));
          case DIRECTORY -> new Inode.Kind.Directory();
          case SYMLINK -> new Inode.Kind.Symlink(file.linkTo());
          case CHARACTER_DEVICE, BLOCK_DEVICE ->
              new Inode.Kind.Device(
                  file.type() == PackageFile.Type.BLOCK_DEVICE,
                  file.rdev() >>> 8 & 0xff,
                  file.rdev() & 0xff);
          case FIFO -> new Inode.Kind.Fifo();
          case SOCKET ->
              throw ImageException.tried(
                  "lay " + rpm + " over the image",
                  file.path() + " is a socket",
                  "leave the package out");
        };
    return new Inode(
        kind,
        file.permissions(),
        accounts.uid(file.user()),
        accounts.gid(file.group()),
        file.mtime(),
        xattrs(rpm, file));
  }

  private static SortedMap<String, byte[]> xattrs(RpmPackage rpm, PackageFile file)
      throws IOException {
    SortedMap<String, byte[]> xattrs = new TreeMap<>();
    if (!file.caps().isEmpty()) {
      xattrs.put(
          Capabilities.XATTR,
          Capabilities.encode(file.caps())
              .orElseThrow(
                  () ->
                      ImageException.tried(
                          "lay " + rpm + " over the image",
                          file.path() + " has capabilities that are not known: " + file.caps(),
                          "leave the package out")));
    }
    return xattrs;
  }

  /** As rpm does it: packages may share a file that is the same in both. */
  private static boolean same(PackageFile a, PackageFile b) {
    return a.mode() == b.mode()
        && a.user().equals(b.user())
        && a.group().equals(b.group())
        && (a.type() == PackageFile.Type.DIRECTORY
            || (a.digest().equals(b.digest()) && a.linkTo().equals(b.linkTo())));
  }
}
