package dev.ekube.rootfs.tar;

import dev.ekube.rootfs.tree.Inode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tar headers, always the same bytes for the same file: ustar, and PAX records before it where
 * ustar has no room. No names of owners, no times but the last change.
 */
final class Headers {
  static final int BLOCK = 512;

  private static final long MOST_ID = 07777777;
  private static final long MOST_SIZE = 077777777777L;
  private static final int NAME = 100;

  private Headers() {}

  /** The header of a hard link when {@code first} names its file's first path. */
  static byte[] of(String path, Inode inode, Optional<String> first) {
    String name = inode.isDirectory() ? (path.isEmpty() ? "./" : path + "/") : path;
    String link = first.orElse(inode.kind() instanceof Inode.Kind.Symlink s ? s.target() : "");
    long size = first.isPresent() ? 0 : size(inode);
    SortedMap<String, byte[]> records = records(inode, first.isPresent());
    note(records, "path", name, !fits(name));
    note(records, "linkpath", link, !fits(link));
    note(records, "size", Long.toString(size), size > MOST_SIZE);
    note(records, "uid", Long.toString(inode.uid()), inode.uid() > MOST_ID);
    note(records, "gid", Long.toString(inode.gid()), inode.gid() > MOST_ID);
    byte[] own = block(name, inode, type(inode, first), link, size);
    if (records.isEmpty()) {
      return own;
    }
    byte[] content = Records.print(records);
    Inode plain = new Inode(inode.kind(), 0644, 0, 0, 0, new TreeMap<>());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(block("PaxHeaders", plain, 'x', "", content.length));
    out.writeBytes(content);
    out.writeBytes(new byte[padding(content.length)]);
    out.writeBytes(own);
    return out.toByteArray();
  }

  static long size(Inode inode) {
    return inode.kind() instanceof Inode.Kind.Regular file ? file.content().size() : 0;
  }

  static int padding(long size) {
    return (int) ((BLOCK - size % BLOCK) % BLOCK);
  }

  private static SortedMap<String, byte[]> records(Inode inode, boolean link) {
    SortedMap<String, byte[]> records = new TreeMap<>();
    if (!link) {
      for (Map.Entry<String, byte[]> xattr : inode.xattrs().entrySet()) {
        records.put(Records.XATTR + xattr.getKey(), xattr.getValue());
      }
    }
    return records;
  }

  private static void note(
      SortedMap<String, byte[]> records, String key, String value, boolean needed) {
    if (needed) {
      records.put(key, value.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The prefix of ustar is left alone: not all readers put it together in one way. */
  private static boolean fits(String name) {
    return name.length() <= NAME && name.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
  }

  private static char type(Inode inode, Optional<String> first) {
    if (first.isPresent()) {
      return '1';
    }
    return switch (inode.kind()) {
      case Inode.Kind.Directory d -> '5';
      case Inode.Kind.Regular r -> '0';
      case Inode.Kind.Symlink s -> '2';
      case Inode.Kind.Device d -> d.block() ? '4' : '3';
      case Inode.Kind.Fifo f -> '6';
    };
  }

  private static byte[] block(String name, Inode inode, char type, String link, long size) {
    byte[] block = new byte[BLOCK];
    text(block, 0, NAME, name);
    octal(block, 100, 8, inode.mode());
    octal(block, 108, 8, Math.min(inode.uid(), MOST_ID));
    octal(block, 116, 8, Math.min(inode.gid(), MOST_ID));
    octal(block, 124, 12, Math.min(size, MOST_SIZE));
    octal(block, 136, 12, Math.min(inode.mtime(), MOST_SIZE));
    Arrays.fill(block, 148, 156, (byte) ' ');
    block[156] = (byte) type;
    text(block, 157, NAME, link);
    text(block, 257, 8, "ustar\00000");
    Inode.Kind.Device device =
        inode.kind() instanceof Inode.Kind.Device d && type != 'x'
            ? d
            : new Inode.Kind.Device(false, 0, 0);
    octal(block, 329, 8, device.major());
    octal(block, 337, 8, device.minor());
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    text(block, 148, 8, String.format(Locale.ROOT, "%06o\0 ", sum));
    return block;
  }

  /** What does not fit is in the records; here stand as many of its ASCII letters as do. */
  private static void text(byte[] block, int at, int most, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < Math.min(most, bytes.length); i++) {
      block[at + i] = bytes[i] < 0 ? (byte) '_' : bytes[i];
    }
  }

  private static void octal(byte[] block, int at, int width, long number) {
    String digits = Long.toOctalString(Math.max(number, 0));
    text(block, at, width, "0".repeat(width - 1 - digits.length()) + digits);
  }
}
