package dev.ekube.rpm;

import dev.ekube.rpm.header.BadRpmException;
import dev.ekube.rpm.header.Header;
import dev.ekube.rpm.header.Tag;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A package file: its headers, read and checked for sense. That says nothing of who made it, which
 * is the business of {@code Verify}.
 */
public final class RpmPackage {
  /** Bytes of the lead, of which all but the magic number is long out of use. */
  public static final int LEAD = 96;

  private static final byte[] MAGIC = HexFormat.of().parseHex("edabeedb");

  private final Path path;
  private final Nevra nevra;
  private final Header signature;
  private final Header header;
  private final long payloadStart;
  private final List<PackageFile> files;
  private final List<Scriptlet> scriptlets;

  private RpmPackage(Path path, Header signature, Header header, long payloadStart)
      throws BadRpmException {
    this.path = path;
    this.signature = signature;
    this.header = header;
    this.payloadStart = payloadStart;
    this.nevra = Nevra.of(header);
    this.files = FileList.of(header);
    this.scriptlets = Scriptlets.of(header);
  }

  /** Reads everything but the payload. */
  public static RpmPackage read(Path path) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      byte[] lead = in.readNBytes(LEAD);
      if (lead.length < LEAD || !Arrays.equals(lead, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
        throw new BadRpmException("it is no RPM package");
      }
      Header signature = Header.readSignature(in);
      Header header = Header.readMain(in);
      long signatureLength = signature.signedBytes().length + 7L & ~7L;
      long start = LEAD + signatureLength + header.signedBytes().length;
      return new RpmPackage(path, signature, header, start);
    } catch (BadRpmException e) {
      throw e.of(path.getFileName().toString());
    }
  }

  /** Where it lies. */
  public Path path() {
    return path;
  }

  public Nevra nevra() {
    return nevra;
  }

  public Header signature() {
    return signature;
  }

  public Header header() {
    return header;
  }

  /** Where in the file the payload begins. */
  public long payloadStart() {
    return payloadStart;
  }

  /** Its files in the header's order. */
  public List<PackageFile> files() {
    return files;
  }

  public List<Scriptlet> scriptlets() {
    return scriptlets;
  }

  /** What its payload is compressed with: gzip, bzip2, xz, lzma, zstd; empty where it says none. */
  public String compressor() {
    return header.string(Tag.PAYLOAD_COMPRESSOR).orElse("");
  }

  /** Its name, for messages. */
  @Override
  public String toString() {
    return nevra.toString();
  }
}
