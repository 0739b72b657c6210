package dev.ekube.rpm.madeup;

import dev.ekube.rpm.FileDigest.Algorithm;
import dev.ekube.rpm.header.HeaderBuilder;
import dev.ekube.rpm.header.Key;
import dev.ekube.rpm.header.SignatureTag;
import dev.ekube.rpm.header.Tag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** Packages made without rpm: right ones, and such as no rpmbuild would make. */
public final class MadeUpRpm {
  private static final int REGULAR = 0100644;
  private static final long TIME = 1_700_000_000;

  private final String name;
  private final Map<String, byte[]> files = new TreeMap<>();
  private final HeaderBuilder header = new HeaderBuilder();
  private Optional<SigningPerson> signer = Optional.empty();

  public MadeUpRpm(String name, String version, String release) {
    this.name = name;
    header.text(Tag.NAME, name).text(Tag.VERSION, version).text(Tag.RELEASE, release);
    header.text(Tag.ARCH, "x86_64").text(Tag.LICENSE, "MIT");
    header.texts(Tag.GROUP, List.of("Unspecified"));
  }

  /** A file with that content; its folder is everything before the last slash. */
  public MadeUpRpm file(String path, String content) {
    files.put(path, content.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  public MadeUpRpm signed(SigningPerson person) {
    signer = Optional.of(person);
    return this;
  }

  /** What else its header is to say. */
  public HeaderBuilder header() {
    return header;
  }

  /** Writes it into the folder. */
  public Path write(Path folder) {
    try {
      return Files.write(folder.resolve(name + ".rpm"), bytes());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The package file. */
  public byte[] bytes() {
    describe();
    byte[] plain = archive();
    byte[] payload = gzip(plain);
    header.text(Tag.PAYLOAD_FORMAT, "cpio").text(Tag.PAYLOAD_COMPRESSOR, "gzip");
    header.numbers(Tag.PAYLOAD_DIGEST_ALGORITHM, 8);
    header.texts(Tag.PAYLOAD_DIGEST, List.of(hex(Algorithm.SHA256, payload)));
    header.texts(Tag.PAYLOAD_DIGEST_PLAIN, List.of(hex(Algorithm.SHA256, plain)));
    byte[] main = withMagic(header.main());
    HeaderBuilder signature = new HeaderBuilder();
    signature.text(SignatureTag.SHA1, hex(Algorithm.SHA1, main));
    signature.text(SignatureTag.SHA256, hex(Algorithm.SHA256, main));
    signature.numbers(SignatureTag.SIZE, main.length + payload.length);
    signature.bytes(SignatureTag.MD5, md5(main, payload));
    signer.ifPresent(person -> signature.bytes(SignatureTag.RSA, person.sign(main)));
    byte[] signatures = withMagic(signature.signature());
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(lead());
    all.writeBytes(signatures);
    all.writeBytes(new byte[-signatures.length & 7]);
    all.writeBytes(main);
    all.writeBytes(payload);
    return all.toByteArray();
  }

  private void describe() {
    int count = files.size();
    List<String> paths = List.copyOf(files.keySet());
    List<String> folders = paths.stream().map(MadeUpRpm::folder).distinct().toList();
    header.texts(Tag.DIR_NAMES, folders);
    header.texts(Tag.BASE_NAMES, paths.stream().map(p -> p.substring(folder(p).length())).toList());
    numbers(Tag.DIR_INDEXES, paths.stream().map(p -> (long) folders.indexOf(folder(p))).toList());
    numbers(Tag.FILE_SIZES, files.values().stream().map(content -> (long) content.length).toList());
    header.texts(
        Tag.FILE_DIGESTS, files.values().stream().map(c -> hex(Algorithm.SHA256, c)).toList());
    for (Tag tag : List.of(Tag.FILE_USERS, Tag.FILE_GROUPS)) {
      header.texts(tag, paths.stream().map(path -> "root").toList());
    }
    header.texts(Tag.FILE_LINK_TOS, paths.stream().map(path -> "").toList());
    List<Long> places = new ArrayList<>();
    for (long i = 1; i <= count; i++) {
      places.add(i);
    }
    numbers(Tag.FILE_INODES, places);
    numbers(Tag.FILE_DEVICES, same(count, 1));
    numbers(Tag.FILE_RDEVS, same(count, 0));
    numbers(Tag.FILE_FLAGS, same(count, 0));
    numbers(Tag.FILE_MTIMES, same(count, TIME));
    numbers(Tag.FILE_MODES, same(count, REGULAR));
    numbers(Tag.FILE_VERIFY_FLAGS, same(count, -1));
    header.numbers(Tag.FILE_DIGEST_ALGORITHM, 8);
  }

  private void numbers(Key key, List<Long> values) {
    header.numbers(key, values.stream().mapToLong(Long::longValue).toArray());
  }

  private static List<Long> same(int count, long value) {
    return Collections.nCopies(count, value);
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  private byte[] archive() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int inode = 0;
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      entry(out, "." + file.getKey(), ++inode, file.getValue());
    }
    entry(out, "TRAILER!!!", 0, new byte[0]);
    return out.toByteArray();
  }

  private static void entry(ByteArrayOutputStream out, String path, int inode, byte[] content) {
    byte[] text = path.getBytes(StandardCharsets.UTF_8);
    long[] fields = {inode, REGULAR, 0, 0, 1, TIME, content.length, 0, 0, 0, 0, text.length + 1, 0};
    StringBuilder head = new StringBuilder("070701");
    for (long field : fields) {
      head.append(String.format(Locale.ROOT, "%08x", field));
    }
    out.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(text);
    out.write(0);
    pad(out);
    out.writeBytes(content);
    pad(out);
  }

  private static void pad(ByteArrayOutputStream out) {
    out.writeBytes(new byte[-out.size() & 3]);
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return packed.toByteArray();
  }

  private static byte[] lead() {
    ByteBuffer lead = ByteBuffer.allocate(96);
    lead.put(HexFormat.of().parseHex("edabeedb")).put((byte) 3).put((byte) 0);
    return lead.putShort(8, (short) 1).putShort(76, (short) 1).putShort(78, (short) 5).array();
  }

  private static byte[] withMagic(byte[] blob) {
    return ByteBuffer.allocate(8 + blob.length)
        .put(HexFormat.of().parseHex("8eade80100000000"))
        .put(blob)
        .array();
  }

  private static byte[] md5(byte[] main, byte[] payload) {
    var sum = Algorithm.MD5.sum();
    sum.update(main);
    sum.update(payload);
    return sum.digest();
  }

  private static String hex(Algorithm algorithm, byte[] content) {
    return HexFormat.of().formatHex(algorithm.sum().digest(content));
  }
}
