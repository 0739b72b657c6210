package dev.ekube.wire;

import dev.ekube.model.Check;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The unit of what goes over a connection: four bytes of length, most significant first, one byte
 * of kind, then as many bytes as the length says. Chunks of one blob may have documents between
 * them.
 */
public final class Frame {
  /** The most bytes that a frame carries. */
  public static final int MAX_PAYLOAD = 1 << 20;

  /** The most bytes of a frame before the other side has shown a certificate. */
  public static final int MAX_ENROLMENT = 64 << 10;

  /** A good size for a chunk: large enough to be fast, small enough for a ping to get between. */
  public static final int CHUNK = 64 << 10;

  private static final int HEADER = 5;

  public enum Kind {
    /** One document. */
    JSON((byte) 0),
    /** The next bytes of the blob that a document has announced. */
    BLOB((byte) 1);

    private final byte code;

    Kind(byte code) {
      this.code = code;
    }

    private static Kind of(byte code) throws WireException {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new WireException("a frame of unknown kind " + code);
    }
  }

  private final Kind kind;
  private final byte[] payload;

  private Frame(Kind kind, byte[] payload) {
    Check.that(payload.length <= MAX_PAYLOAD, "a frame of %s bytes", payload.length);
    this.kind = kind;
    this.payload = payload;
  }

  /** The array belongs to the frame from now on, and is not to be changed. */
  public static Frame blob(byte[] chunk) {
    return new Frame(Kind.BLOB, chunk);
  }

  public Kind kind() {
    return kind;
  }

  /** Not a copy, and not to be changed. */
  public byte[] payload() {
    return payload;
  }

  public static Frame json(byte[] document) {
    return new Frame(Kind.JSON, document);
  }

  /** Header and payload, to be written in one piece. */
  public byte[] bytes() {
    return ByteBuffer.allocate(HEADER + payload.length)
        .putInt(payload.length)
        .put(kind.code)
        .put(payload)
        .array();
  }

  /**
   * Reads the next frame; empty when the stream ends before it begins. Memory grows with what has
   * arrived, never with what was announced.
   *
   * @param max the most bytes of payload that are taken; {@link WireException} beyond it
   */
  public static Optional<Frame> read(InputStream in, int max) throws IOException {
    byte[] header = in.readNBytes(HEADER);
    if (header.length == 0) {
      return Optional.empty();
    }
    if (header.length < HEADER) {
      throw new EOFException("the connection ended within a frame");
    }
    int length = ByteBuffer.wrap(header).getInt();
    if (length < 0 || length > Math.min(max, MAX_PAYLOAD)) {
      throw new WireException(
          "a frame of " + Integer.toUnsignedString(length) + " bytes, allowed are " + max);
    }
    Kind kind = Kind.of(header[HEADER - 1]);
    byte[] payload = in.readNBytes(length);
    if (payload.length < length) {
      throw new EOFException("the connection ended within a frame");
    }
    return Optional.of(new Frame(kind, payload));
  }
}
