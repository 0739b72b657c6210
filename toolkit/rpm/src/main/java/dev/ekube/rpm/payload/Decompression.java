package dev.ekube.rpm.payload;

import dev.ekube.rpm.header.BadRpmException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.lzma.LZMACompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/** The compressions that rpm knows, each with a limit to the memory that a file can ask for. */
public final class Decompression {
  /** {@code xz -9} asks for 65 MiB; zstd's library has a limit of its own, 128 MiB. */
  private static final int MOST_KIB = 100 << 10;

  private Decompression() {}

  /**
   * The plain bytes. Whatever a decoder finds wrong comes as a {@link BadRpmException}.
   *
   * @param compressor as packages name it; the empty text is gzip, or plain bytes when they look so
   */
  public static InputStream open(String compressor, BufferedInputStream in) throws IOException {
    try {
      return switch (compressor.isEmpty() ? guess(in) : compressor) {
        case "gzip" ->
            new Guarded(
                GzipCompressorInputStream.builder()
                    .setInputStream(in)
                    .setDecompressConcatenated(true)
                    .get());
        case "bzip2" -> new Guarded(new BZip2CompressorInputStream(in, true));
        case "xz" ->
            new Guarded(
                XZCompressorInputStream.builder()
                    .setInputStream(in)
                    .setDecompressConcatenated(true)
                    .setMemoryLimitKiB(MOST_KIB)
                    .get());
        case "lzma" ->
            new Guarded(
                LZMACompressorInputStream.builder()
                    .setInputStream(in)
                    .setMemoryLimitKiB(MOST_KIB)
                    .get());
        case "zstd" -> new Guarded(new ZstdCompressorInputStream(in));
        case "none" -> in;
        default ->
            throw new BadRpmException("it is packed with " + compressor + ", which is unknown");
      };
    } catch (BadRpmException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw Guarded.bad(e);
    }
  }

  /** rpm reads such a payload by zlib, which passes on what is not packed. */
  private static String guess(BufferedInputStream in) throws IOException {
    in.mark(2);
    boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return gzip ? "gzip" : "none";
  }

  /** A decoder whose faults are all of one kind. */
  private static final class Guarded extends InputStream {
    private final InputStream decoder;

    Guarded(InputStream decoder) {
      this.decoder = decoder;
    }

    @Override
    public int read() throws IOException {
      try {
        return decoder.read();
      } catch (IOException | RuntimeException e) {
        throw bad(e);
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return decoder.read(bytes, offset, length);
      } catch (IOException | RuntimeException e) {
        throw bad(e);
      }
    }

    @Override
    public void close() throws IOException {
      decoder.close();
    }

    static BadRpmException bad(Exception e) {
      return new BadRpmException("what is packed in it cannot be unpacked", e);
    }
  }
}
