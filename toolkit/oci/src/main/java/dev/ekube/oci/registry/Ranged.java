package dev.ekube.oci.registry;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** A body from some byte on, whatever the server makes of ranges. */
final class Ranged {
  private Ranged() {}

  /** One request with these headers besides its own. */
  interface Ask {
    Transport.Reply with(Map<String, String> headers) throws IOException, InterruptedException;
  }

  /**
   * Brings a file of {@code size} bytes from byte {@code from} on, or whole when the server knows
   * no ranges.
   */
  static void run(
      Ask ask, long size, long from, RegistryClient.SinkAt sinkAt, String tried, Duration stall)
      throws IOException, InterruptedException {
    Transport.Reply reply = ask.with(from > 0 ? Map.of("Range", "bytes=" + from + "-") : Map.of());
    if (from > 0 && !continues(reply, from) && (reply.status() == 416 || reply.status() == 206)) {
      // The range does not fit; the whole will.
      BodyPump.discard(reply.head().body());
      reply = ask.with(Map.of());
    }
    if (reply.status() != 200 && reply.status() != 206) {
      BodyPump.discard(reply.head().body());
      throw Faults.status(reply, tried);
    }
    long start = reply.status() == 206 ? from : 0;
    checkLength(reply, size - start, tried);
    BodyPump.run(reply.head().body(), sinkAt.at(start), stall);
  }

  private static boolean continues(Transport.Reply reply, long from) {
    return reply.status() == 206
        && reply.header("Content-Range").orElse("").startsWith("bytes " + from + "-");
  }

  private static void checkLength(Transport.Reply reply, long expected, String tried)
      throws RegistryFault {
    long length = reply.head().headers().firstValueAsLong("Content-Length").orElse(expected);
    if (length != expected) {
      BodyPump.discard(reply.head().body());
      throw new RegistryFault(
          FaultKind.WRONG_BYTES,
          tried,
          "it offers " + length + " bytes where " + expected + " belong");
    }
  }
}
