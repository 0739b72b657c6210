package dev.ekube.oci.registry;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes a body's bytes as they arrive, by one thread at a time. */
@FunctionalInterface
public interface Sink {
  /** Uses up the buffer; an exception ends the transfer and is thrown to who started it. */
  void accept(ByteBuffer bytes) throws IOException;
}
