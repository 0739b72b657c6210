package dev.ekube.rootfs.tar;

import dev.ekube.rootfs.RootfsException;
import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Inode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Lists the members of an uncompressed tar, which may itself lie inside of a file, without reading
 * their contents. Knows what GNU tar, libarchive, Go and Docker write: ustar, PAX, GNU's long names
 * and numbers in binary. Sparse files are refused.
 */
public final class TarReader {
  private static final int BLOCK = 512;
  private static final int MOST_HEADER = 1 << 20;

  private final FileChannel channel;
  private final Path file;
  private final long end;
  private long at;

  private TarReader(FileChannel channel, Content.Stretch tar) {
    this.channel = channel;
    this.file = tar.file();
    this.at = tar.offset();
    this.end = tar.offset() + tar.size();
  }

  /** All members, in the order of the tar. */
  public static List<Member> members(Content.Stretch tar) throws IOException {
    try (FileChannel channel = FileChannel.open(tar.file())) {
      return new TarReader(channel, tar).all();
    } catch (RootfsException e) {
      throw new RootfsException("tried to read " + tar.file() + " but " + e.getMessage(), e);
    }
  }

  private List<Member> all() throws IOException {
    List<Member> members = new ArrayList<>();
    SortedMap<String, byte[]> global = new TreeMap<>();
    SortedMap<String, byte[]> records = new TreeMap<>();
    while (at + BLOCK <= end) {
      Block block = new Block(read(BLOCK));
      if (block.isEmpty()) {
        break;
      }
      block.check();
      switch (block.type()) {
        case 'x' -> records.putAll(Records.parse(extension(block)));
        case 'g' -> global.putAll(Records.parse(extension(block)));
        case 'L' -> records.put("path", untilZero(extension(block)));
        case 'K' -> records.put("linkpath", untilZero(extension(block)));
        default -> {
          SortedMap<String, byte[]> both = new TreeMap<>(global);
          both.putAll(records);
          records.clear();
          members.add(member(block, new Attributes(block, both)));
        }
      }
    }
    return members;
  }

  private Member member(Block block, Attributes said) throws RootfsException {
    String path = clean(said.path());
    if (said.isSparse() || block.type() == 'S') {
      throw new RootfsException("/" + path + " is sparse, which is not supported");
    }
    if (block.type() == '1') {
      return new Member(path, Optional.empty(), Optional.of(clean(said.link())));
    }
    Inode.Kind kind =
        switch (block.type()) {
          case '0', 0, '7' ->
              said.path().endsWith("/") ? new Inode.Kind.Directory() : regular(said);
          case '2' -> new Inode.Kind.Symlink(said.link());
          case '3', '4' ->
              new Inode.Kind.Device(
                  block.type() == '4', (int) block.number(329, 8), (int) block.number(337, 8));
          case '5' -> new Inode.Kind.Directory();
          case '6' -> new Inode.Kind.Fifo();
          default ->
              throw new RootfsException(
                  "/" + path + " is of the type " + (char) block.type() + " that nothing knows");
        };
    return new Member(path, Optional.of(said.inode(kind)), Optional.empty());
  }

  private Inode.Kind regular(Attributes said) throws RootfsException {
    long size = said.size();
    Content content = size == 0 ? Content.empty() : new Content.Stretch(file, at, size);
    skip(size + padding(size));
    return new Inode.Kind.Regular(content);
  }

  private byte[] extension(Block block) throws IOException {
    long size = block.number(124, 12);
    if (size > MOST_HEADER) {
      throw new RootfsException("a header has " + size + " bytes");
    }
    byte[] content = read((int) size);
    skip(padding(size));
    return content;
  }

  private static byte[] untilZero(byte[] bytes) {
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return Arrays.copyOf(bytes, length);
  }

  private byte[] read(int count) throws IOException {
    if (at + count > end) {
      throw new RootfsException("it is cut off");
    }
    byte[] bytes = new byte[count];
    Content.fill(channel, ByteBuffer.wrap(bytes), at);
    at += count;
    return bytes;
  }

  private void skip(long count) throws RootfsException {
    if (count < 0 || at + count > end) {
      throw new RootfsException("it is cut off");
    }
    at += count;
  }

  private static long padding(long size) {
    return (BLOCK - size % BLOCK) % BLOCK;
  }

  private static String clean(String path) {
    String clean = path;
    while (clean.startsWith("./") || clean.startsWith("/")) {
      clean = clean.substring(clean.startsWith("/") ? 1 : 2);
    }
    while (clean.endsWith("/")) {
      clean = clean.substring(0, clean.length() - 1);
    }
    return clean.equals(".") ? "" : clean;
  }
}
