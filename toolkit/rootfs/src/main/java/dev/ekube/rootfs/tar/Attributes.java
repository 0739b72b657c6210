package dev.ekube.rootfs.tar;

import dev.ekube.rootfs.RootfsException;
import dev.ekube.rootfs.tree.Inode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a header and the PAX records before it say of one member; the records win. */
record Attributes(Block block, SortedMap<String, byte[]> records) {

  String path() throws RootfsException {
    byte[] own = records.get("path");
    if (own != null) {
      return text(own);
    }
    String name = text(block.text(0, 100));
    byte[] prefix = block.isUstar() && !block.isGnu() ? block.text(345, 155) : new byte[0];
    return prefix.length == 0 ? name : text(prefix) + "/" + name;
  }

  String link() throws RootfsException {
    byte[] own = records.get("linkpath");
    return text(own != null ? own : block.text(157, 100));
  }

  long size() throws RootfsException {
    return number("size", 124, 12);
  }

  boolean isSparse() {
    return records.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse."));
  }

  Inode inode(Inode.Kind kind) throws RootfsException {
    SortedMap<String, byte[]> xattrs = new TreeMap<>();
    records.forEach(
        (key, value) -> {
          if (key.startsWith(Records.XATTR)) {
            xattrs.put(key.substring(Records.XATTR.length()), value);
          }
        });
    return new Inode(
        kind,
        (int) block.number(100, 8) & 07777,
        number("uid", 108, 8),
        number("gid", 116, 8),
        number("mtime", 136, 12),
        xattrs);
  }

  private long number(String key, int from, int length) throws RootfsException {
    byte[] own = records.get(key);
    if (own == null) {
      return block.number(from, length);
    }
    String text = text(own);
    int dot = text.indexOf('.');
    try {
      long number = Long.parseLong(dot < 0 ? text : text.substring(0, dot));
      return Math.max(number, 0);
    } catch (NumberFormatException e) {
      throw new RootfsException("a PAX header holds a number that is none", e);
    }
  }

  private static String text(byte[] bytes) throws RootfsException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      String shown = new String(bytes, StandardCharsets.ISO_8859_1);
      throw new RootfsException("the name " + shown + " is no UTF-8", e);
    }
  }
}
