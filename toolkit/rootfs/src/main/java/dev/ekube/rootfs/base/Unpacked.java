package dev.ekube.rootfs.base;

import dev.ekube.rootfs.tree.Content;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;

/**
 * Layers without their compression, kept in a folder by the digest of what they were, so that the
 * next build finds them. Those that were never packed stay where they are.
 */
public final class Unpacked {
  private final Path folder;

  public Unpacked(Path folder) {
    this.folder = folder;
  }

  /**
   * The layer as a plain tar.
   *
   * @param digest of the packed bytes, in hex; who calls has checked it
   */
  public Content.Stretch of(Content.Stretch packed, String digest) throws IOException {
    Optional<String> kind = kind(packed);
    if (kind.isEmpty()) {
      return packed;
    }
    Files.createDirectories(folder);
    Path target = folder.resolve(digest + ".tar");
    if (!Files.exists(target)) {
      Path aside = Files.createTempFile(folder, digest, ".part");
      try {
        try (InputStream in = open(packed, kind.get());
            OutputStream out = Files.newOutputStream(aside)) {
          in.transferTo(out);
        }
        Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(aside);
      }
    }
    return new Content.Stretch(target, 0, Files.size(target));
  }

  /** SHA-256 of a stretch, in hex. */
  public static String sha256(Content content) throws IOException {
    try (InputStream in = content.open()) {
      MessageDigest sum = MessageDigest.getInstance("SHA-256");
      in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), sum));
      return HexFormat.of().formatHex(sum.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** By the first bytes, because media types lie: gzip, zstd, xz, bzip2, or none of them. */
  public static Optional<String> kind(Content content) throws IOException {
    try (InputStream in = new BufferedInputStream(content.open())) {
      return Optional.of(CompressorStreamFactory.detect(in));
    } catch (CompressorException e) {
      return Optional.empty();
    }
  }

  /** The content without its compression; as it is when it has none. */
  public static InputStream open(Content content) throws IOException {
    Optional<String> kind = kind(content);
    return kind.isPresent() ? open(content, kind.get()) : content.open();
  }

  private static InputStream open(Content content, String kind) throws IOException {
    InputStream in = new BufferedInputStream(content.open(), 1 << 16);
    try {
      // Layers of some builders are gzip members one after another.
      return new CompressorStreamFactory(true).createCompressorInputStream(kind, in);
    } catch (CompressorException e) {
      in.close();
      throw new IOException(e);
    }
  }
}
