package dev.ekube.manager.cluster;

import dev.ekube.manager.net.Unwelcome;
import dev.ekube.model.Bytes;
import dev.ekube.model.Sha256;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * The public key within a certificate signing request (PKCS #10, RFC 2986), known by its digest.
 * Only its place is looked up here; whether request and key are sound is the signer's to say.
 */
final class RequestKey {
  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;

  private RequestKey() {}

  /** SHA-256 of the SubjectPublicKeyInfo, lower-case hexadecimal. */
  static String sha256(Bytes request) throws Unwelcome {
    try {
      ByteBuffer info = enter(enter(ByteBuffer.wrap(request.toArray()), SEQUENCE), SEQUENCE);
      enter(info, INTEGER);
      enter(info, SEQUENCE);
      ByteBuffer key = info.slice();
      enter(key, SEQUENCE);
      byte[] bytes = new byte[key.position()];
      key.get(0, bytes);
      return Sha256.hex(Bytes.of(bytes));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new Unwelcome("its certificate request is none");
    }
  }

  /** The content of the next element; {@code from} goes on behind it. */
  private static ByteBuffer enter(ByteBuffer from, int tag) throws Unwelcome {
    if ((from.get() & 0xff) != tag) {
      throw new Unwelcome("its certificate request is none");
    }
    int length = from.get() & 0xff;
    if (length > 0x82) {
      throw new Unwelcome("its certificate request is too long");
    }
    if (length >= 0x80) {
      int bytes = length - 0x80;
      length = 0;
      for (int i = 0; i < bytes; i++) {
        length = (length << 8) | (from.get() & 0xff);
      }
    }
    if (length > from.remaining()) {
      throw new Unwelcome("its certificate request is cut");
    }
    ByteBuffer content = from.slice(from.position(), length);
    from.position(from.position() + length);
    return content;
  }
}
