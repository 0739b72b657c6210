package dev.ekube.image.build;

import dev.ekube.rootfs.tar.TarWriter;
import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** The beginning of a tar: small files, then the header of a large one. */
final class TarHead {
  /** 1980-01-01 in UTC: late enough for tools that doubt 1970. */
  static final long TIME = 315_532_800L;

  private static final int BLOCK = 512;

  private TarHead() {}

  static byte[] of(Tree files, String large, long size) throws IOException {
    byte[] small = open(files);
    Content unread = new Content.Stretch(Path.of("unread"), 0, size);
    byte[] header = TarWriter.header(large, Inode.file(unread, 0644, TIME));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(small);
    out.writeBytes(header);
    return out.toByteArray();
  }

  /** A tar without its root's entry and its end. */
  private static byte[] open(Tree files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TarWriter(1).write(files, out, bytes -> {});
    byte[] tar = out.toByteArray();
    int end = tar.length;
    while (end >= BLOCK && isEmpty(tar, end - BLOCK)) {
      end -= BLOCK;
    }
    return Arrays.copyOfRange(tar, BLOCK, end);
  }

  private static boolean isEmpty(byte[] tar, int from) {
    for (int i = from; i < from + BLOCK; i++) {
      if (tar[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
