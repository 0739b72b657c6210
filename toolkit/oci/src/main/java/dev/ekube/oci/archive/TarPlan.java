package dev.ekube.oci.archive;

import dev.ekube.oci.Descriptor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipEncoding;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;

/**
 * Where every byte of a tar goes, known before the first one is written: so blobs can be copied in
 * any order and by any number of threads, and the file is always the same.
 *
 * @param small headers and small files, each with its place
 * @param blobs each with the place of its first byte
 * @param bytes of the whole file
 */
record TarPlan(List<Small> small, List<Large> blobs, long bytes) {
  record Small(long offset, ByteBuffer content) {}

  record Large(long offset, Descriptor blob) {}

  /** GNU tar pads to this many bytes, and some tapes and tools still want it. */
  private static final int RECORD = 10_240;

  private static final int BLOCK = TarConstants.DEFAULT_RCDSIZE;

  /** 1980-01-01 in UTC: the same for all, and late enough for tools that doubt 1970. */
  private static final FileTime TIME = FileTime.from(Instant.parse("1980-01-01T00:00:00Z"));

  private static final int FILE_MODE = 0644;
  private static final int FOLDER_MODE = 0755;
  private static final ZipEncoding UTF_8 = ZipEncodingHelper.getZipEncoding("UTF-8");

  /** {@code files} first in their order, then {@code blobs} in theirs. */
  static TarPlan of(Map<String, byte[]> files, Collection<Descriptor> blobs) throws IOException {
    List<Small> small = new ArrayList<>();
    List<Large> large = new ArrayList<>();
    ByteArrayOutputStream start = new ByteArrayOutputStream();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      byte[] content = file.getValue();
      start.writeBytes(header(file.getKey(), TarConstants.LF_NORMAL, FILE_MODE, content.length));
      start.writeBytes(content);
      start.writeBytes(new byte[(int) padding(content.length, BLOCK)]);
    }
    start.writeBytes(header("blobs/", TarConstants.LF_DIR, FOLDER_MODE, 0));
    start.writeBytes(header(TarNames.BLOBS, TarConstants.LF_DIR, FOLDER_MODE, 0));
    small.add(new Small(0, ByteBuffer.wrap(start.toByteArray())));
    long offset = start.size();
    for (Descriptor blob : blobs) {
      String name = TarNames.BLOBS + blob.digest().hex();
      byte[] header = header(name, TarConstants.LF_NORMAL, FILE_MODE, blob.size());
      small.add(new Small(offset, ByteBuffer.wrap(header)));
      large.add(new Large(offset + BLOCK, blob));
      offset += BLOCK + blob.size() + padding(blob.size(), BLOCK);
    }
    long end = offset + 2L * BLOCK;
    end += padding(end, RECORD);
    return new TarPlan(small, large, end);
  }

  private static byte[] header(String name, byte type, int mode, long size) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, type);
    entry.setMode(mode);
    entry.setIds(0, 0);
    entry.setNames("", "");
    entry.setLastModifiedTime(TIME);
    entry.setSize(size);
    byte[] header = new byte[BLOCK];
    // Sizes from 8 GiB on are written in binary, which every tar of this century reads.
    entry.writeEntryHeader(header, UTF_8, true);
    return header;
  }

  private static long padding(long size, int unit) {
    return (unit - size % unit) % unit;
  }
}
