package dev.ekube.rpm;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A file of a package, as its header has it.
 *
 * @param index its place in the header
 * @param path absolute, without {@code .}, {@code ..} or doubled slashes
 * @param mode type and permissions as in stat(2)
 * @param size in bytes
 * @param mtime seconds since 1970
 * @param linkTo where a symbolic link leads, else empty
 * @param digest of a regular file that is not a ghost
 * @param device with {@code inode} says which files are one (hard links)
 * @param rdev of a device node, as in stat(2) of 16 bits: major in the upper byte
 * @param caps capabilities as text ({@code cap_net_raw=ep}), else empty
 * @param links all paths of the one file that this is a hard link of, in the header's order; empty
 *     when it stands alone
 */
public record PackageFile(
    int index,
    String path,
    int mode,
    String user,
    String group,
    long size,
    long mtime,
    String linkTo,
    Optional<FileDigest> digest,
    Set<FileFlag> flags,
    int device,
    long inode,
    int rdev,
    String caps,
    List<String> links) {

  /** What kinds of files there are. */
  public enum Type {
    REGULAR(0100000),
    DIRECTORY(0040000),
    SYMLINK(0120000),
    CHARACTER_DEVICE(0020000),
    BLOCK_DEVICE(0060000),
    FIFO(0010000),
    SOCKET(0140000);

    private final int bits;

    Type(int bits) {
      this.bits = bits;
    }

    static Optional<Type> of(int mode) {
      for (Type type : values()) {
        if (type.bits == (mode & 0170000)) {
          return Optional.of(type);
        }
      }
      return Optional.empty();
    }
  }

  /** What it is; headers with another type of file are refused. */
  public Type type() {
    return Type.of(mode).orElseThrow();
  }

  /** Permissions with setuid, setgid and the sticky bit, without the type. */
  public int permissions() {
    return mode & 07777;
  }

  public boolean is(FileFlag flag) {
    return flags.contains(flag);
  }
}
