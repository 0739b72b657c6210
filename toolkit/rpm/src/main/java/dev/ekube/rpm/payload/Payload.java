package dev.ekube.rpm.payload;

import dev.ekube.rpm.FileDigest;
import dev.ekube.rpm.FileFlag;
import dev.ekube.rpm.PackageFile;
import dev.ekube.rpm.RpmPackage;
import dev.ekube.rpm.header.BadRpmException;
import dev.ekube.rpm.header.Tag;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of a package with their contents, in the order in which they are packed. Reading to the
 * end means that every listed file but ghosts came once, with the size and digest that the header
 * says, and that the unpacked whole has the header's digest where there is one.
 */
public final class Payload implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  /** rpm pads with up to three zeros, other writers to a block of 512 bytes. */
  private static final int MOST_PADDING = 512;

  private final RpmPackage rpm;
  private final Summed plain;
  private final CpioReader archive;
  private final Map<String, PackageFile> byPath = new HashMap<>();
  private final BitSet seen = new BitSet();
  private final byte[] buffer = new byte[BUFFER];
  private Optional<Content> current = Optional.empty();
  private boolean ended;

  private Payload(RpmPackage rpm, Summed plain) {
    this.rpm = rpm;
    this.plain = plain;
    this.archive = new CpioReader(plain);
    rpm.files().forEach(file -> byPath.put(file.path(), file));
  }

  /**
   * One file.
   *
   * @param hasContent false for directories, devices and their like, and for the hard links of a
   *     file that do not carry its bytes: one of {@link PackageFile#links} does, which comes later
   * @param content valid until the next file is asked for; a symbolic link's is its target
   */
  public record Entry(PackageFile file, boolean hasContent, InputStream content) {}

  /** Opens the payload; whether the package is to be trusted must be known by then. */
  public static Payload open(RpmPackage rpm) throws IOException {
    String format = rpm.header().string(Tag.PAYLOAD_FORMAT).orElse("cpio");
    if (!format.equals("cpio")) {
      throw new BadRpmException("its payload is of the kind " + format).of(rpm.toString());
    }
    InputStream file = Files.newInputStream(rpm.path());
    try {
      file.skipNBytes(rpm.payloadStart());
      InputStream unpacked =
          Decompression.open(rpm.compressor(), new BufferedInputStream(file, BUFFER));
      return new Payload(rpm, new Summed(unpacked, rpm.header()));
    } catch (BadRpmException e) {
      file.close();
      throw e.of(rpm.toString());
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** The next file; empty at the end. */
  public Optional<Entry> next() throws IOException {
    try {
      return ended ? Optional.empty() : advance();
    } catch (BadRpmException e) {
      throw e.of(rpm.toString());
    }
  }

  @Override
  public void close() throws IOException {
    plain.close();
  }

  private Optional<Entry> advance() throws IOException {
    if (current.isPresent()) {
      current.get().drain(buffer);
      current = Optional.empty();
    }
    CpioReader.Head head = archive.next();
    if (head.isTrailer()) {
      finish();
      return Optional.empty();
    }
    PackageFile file = file(head);
    if (seen.get(file.index())) {
      throw new BadRpmException("its payload holds " + file.path() + " twice");
    }
    seen.set(file.index());
    long size = head.index().isPresent() ? expected(file) : head.size();
    boolean hasContent = hasContent(file, size);
    Content content = new Content(archive, file, size);
    if (file.type() == PackageFile.Type.SYMLINK) {
      return Optional.of(new Entry(file, true, target(file, content)));
    }
    if (!hasContent) {
      return Optional.of(new Entry(file, false, InputStream.nullInputStream()));
    }
    current = Optional.of(content);
    return Optional.of(new Entry(file, true, content));
  }

  private PackageFile file(CpioReader.Head head) throws BadRpmException {
    PackageFile file;
    if (head.index().isPresent()) {
      int index = head.index().getAsInt();
      file = index < rpm.files().size() ? rpm.files().get(index) : null;
    } else {
      String name = head.name().startsWith("./") ? head.name().substring(1) : head.name();
      file = byPath.get(name.startsWith("/") ? name : "/" + name);
    }
    if (file == null || file.is(FileFlag.GHOST)) {
      throw new BadRpmException("its payload holds a file that its header does not list as packed");
    }
    return file;
  }

  /** How many bytes follow where the archive does not say: links carry theirs at the last. */
  private static long expected(PackageFile file) {
    return switch (file.type()) {
      case REGULAR -> isLast(file) ? file.size() : 0;
      case SYMLINK -> file.linkTo().getBytes(StandardCharsets.UTF_8).length;
      case DIRECTORY, CHARACTER_DEVICE, BLOCK_DEVICE, FIFO, SOCKET -> 0;
    };
  }

  private static boolean isLast(PackageFile file) {
    return file.links().isEmpty() || file.links().getLast().equals(file.path());
  }

  private static boolean hasContent(PackageFile file, long size) throws BadRpmException {
    boolean regular = file.type() == PackageFile.Type.REGULAR;
    boolean whole = regular && size == file.size() && (size > 0 || isLast(file));
    boolean empty = size == 0 && (!regular || !file.links().isEmpty());
    if (!whole && !empty && file.type() != PackageFile.Type.SYMLINK) {
      throw new BadRpmException(
          "its payload holds " + file.path() + " in another size than listed");
    }
    return whole;
  }

  private static InputStream target(PackageFile file, Content content) throws IOException {
    byte[] right = file.linkTo().getBytes(StandardCharsets.UTF_8);
    byte[] found = content.readNBytes(right.length + 1);
    if (!Arrays.equals(found, right)) {
      throw new BadRpmException("its payload lets " + file.path() + " lead elsewhere than listed");
    }
    return new ByteArrayInputStream(found);
  }

  private void finish() throws IOException {
    ended = true;
    for (PackageFile file : rpm.files()) {
      if (!seen.get(file.index()) && !file.is(FileFlag.GHOST)) {
        throw new BadRpmException("its payload lacks " + file.path());
      }
    }
    byte[] rest = plain.readNBytes(MOST_PADDING + 1);
    for (byte b : rest) {
      if (b != 0 || rest.length > MOST_PADDING) {
        throw new BadRpmException("its payload goes on behind its end");
      }
    }
    List<String> digests = rpm.header().strings(Tag.PAYLOAD_DIGEST_PLAIN);
    if (!digests.isEmpty()) {
      long algorithm = rpm.header().firstLong(Tag.PAYLOAD_DIGEST_ALGORITHM).orElse(0);
      FileDigest right = FileDigest.of(algorithm, digests.getFirst());
      if (!HexFormat.of().formatHex(plain.digest()).equals(right.hex())) {
        throw new BadRpmException("its payload unpacked has another digest than listed");
      }
    }
  }
}
