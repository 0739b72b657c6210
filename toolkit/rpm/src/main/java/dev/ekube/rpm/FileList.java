package dev.ekube.rpm;

import dev.ekube.rpm.header.BadRpmException;
import dev.ekube.rpm.header.Header;
import dev.ekube.rpm.header.Key;
import dev.ekube.rpm.header.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the files out of a main header, whose parallel arrays must fit together. */
public final class FileList {
  private static final int MOST_PATH = 4096;

  private final Header header;
  private final int count;
  private final long[] sizes;
  private final long[] mtimes;
  private final long[] flags;
  private final long[] modes;
  private final long[] rdevs;
  private final long[] devices;
  private final long[] inodes;
  private final List<String> users;
  private final List<String> groups;
  private final List<String> linkTos;
  private final List<String> digests;
  private final List<String> caps;
  private final long algorithm;

  private FileList(Header header, int count) throws BadRpmException {
    this.header = header;
    this.count = count;
    this.sizes = numbers(header.has(Tag.LONG_FILE_SIZES) ? Tag.LONG_FILE_SIZES : Tag.FILE_SIZES);
    this.mtimes = numbers(Tag.FILE_MTIMES);
    this.flags = numbers(Tag.FILE_FLAGS);
    this.modes = numbers(Tag.FILE_MODES);
    this.rdevs = numbers(Tag.FILE_RDEVS);
    this.devices = numbers(Tag.FILE_DEVICES);
    this.inodes = numbers(Tag.FILE_INODES);
    this.users = texts(Tag.FILE_USERS);
    this.groups = texts(Tag.FILE_GROUPS);
    this.linkTos = texts(Tag.FILE_LINK_TOS);
    this.digests = texts(Tag.FILE_DIGESTS);
    this.caps = header.has(Tag.FILE_CAPS) ? texts(Tag.FILE_CAPS) : List.of();
    this.algorithm = header.firstLong(Tag.FILE_DIGEST_ALGORITHM).orElse(1);
  }

  public static List<PackageFile> of(Header header) throws BadRpmException {
    List<String> paths = paths(header);
    return paths.isEmpty() ? List.of() : new FileList(header, paths.size()).read(paths);
  }

  private static List<String> paths(Header header) throws BadRpmException {
    List<String> names = header.strings(Tag.BASE_NAMES);
    List<String> folders = header.strings(Tag.DIR_NAMES);
    long[] indexes = header.longs(Tag.DIR_INDEXES);
    if (names.size() != indexes.length) {
      throw new BadRpmException("its header has not as many folders as file names");
    }
    List<String> paths = new ArrayList<>(indexes.length);
    for (int i = 0; i < indexes.length; i++) {
      if (indexes[i] >= folders.size()) {
        throw new BadRpmException("its header puts a file into no folder");
      }
      paths.add(path(folders.get((int) indexes[i]), names.get(i)));
    }
    if (Set.copyOf(paths).size() != paths.size()) {
      throw new BadRpmException("its header holds a path twice");
    }
    return paths;
  }

  private static String path(String folder, String name) throws BadRpmException {
    String path = folder + name;
    boolean whole = folder.startsWith("/") && folder.endsWith("/") && name.indexOf('/') < 0;
    boolean root = path.equals("/");
    if (!whole || path.length() > MOST_PATH || (!root && !isPlain(path))) {
      throw new BadRpmException("its header holds the path \"" + Shown.of(path) + "\"");
    }
    return path;
  }

  private static boolean isPlain(String path) {
    for (String part : path.substring(1).split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return false;
      }
    }
    return true;
  }

  private List<PackageFile> read(List<String> paths) throws BadRpmException {
    Map<Node, List<String>> nodes = new HashMap<>();
    for (int i = 0; i < count; i++) {
      if (isContent(i)) {
        nodes.computeIfAbsent(node(i), node -> new ArrayList<>()).add(paths.get(i));
      }
    }
    List<PackageFile> files = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      List<String> links = isContent(i) ? nodes.get(node(i)) : List.of();
      files.add(file(i, paths.get(i), links.size() > 1 ? List.copyOf(links) : List.of()));
    }
    return List.copyOf(files);
  }

  private PackageFile file(int i, String path, List<String> links) throws BadRpmException {
    if (PackageFile.Type.of((int) modes[i]).isEmpty() || sizes[i] < 0) {
      throw new BadRpmException("its header holds a file of no known type at " + Shown.of(path));
    }
    Optional<FileDigest> digest = Optional.empty();
    if (isRegular(i) && !digests.get(i).isEmpty()) {
      digest = Optional.of(FileDigest.of(algorithm, digests.get(i)));
    } else if (isContent(i)) {
      throw new BadRpmException("its header has no digest of " + Shown.of(path));
    }
    return new PackageFile(
        i,
        path,
        (int) modes[i],
        users.get(i),
        groups.get(i),
        sizes[i],
        mtimes[i],
        linkTos.get(i),
        digest,
        FileFlag.of((int) flags[i]),
        (int) devices[i],
        inodes[i],
        (int) rdevs[i],
        caps.isEmpty() ? "" : caps.get(i),
        links);
  }

  private boolean isRegular(int i) {
    return PackageFile.Type.of((int) modes[i]).equals(Optional.of(PackageFile.Type.REGULAR));
  }

  private boolean isContent(int i) {
    return isRegular(i) && !FileFlag.of((int) flags[i]).contains(FileFlag.GHOST);
  }

  private Node node(int i) {
    return new Node(devices[i], inodes[i]);
  }

  private record Node(long device, long inode) {}

  private long[] numbers(Tag tag) throws BadRpmException {
    long[] values = header.longs(tag);
    check(tag, values.length);
    return values;
  }

  private List<String> texts(Tag tag) throws BadRpmException {
    List<String> values = header.strings(tag);
    check(tag, values.size());
    return values;
  }

  private void check(Key tag, int size) throws BadRpmException {
    if (size != count) {
      throw new BadRpmException(
          "its header has " + size + " of " + tag + " for " + count + " files");
    }
  }
}
