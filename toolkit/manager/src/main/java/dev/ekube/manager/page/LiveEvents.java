package dev.ekube.manager.page;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * The open answer that keeps a page live: server-sent events, each the whole document. One that is
 * missed does no harm, and a reader who reads slowly gets fewer of them.
 */
final class LiveEvents {
  static final String TYPE = "text/event-stream; charset=utf-8";

  /** Pages that are open at the same time. */
  static final int READERS = 32;

  /** So often a reader hears that nothing has changed; one that has gone is noticed by it. */
  private static final long BEAT_MILLIS = 5_000;

  private final Semaphore room = new Semaphore(READERS);
  private final InstantSource clock;
  private final BooleanSupplier ended;

  LiveEvents(InstantSource clock, BooleanSupplier ended) {
    this.clock = clock;
    this.ended = ended;
  }

  /** Sends until the reader or the service goes; false, with nothing sent, when it is full. */
  boolean send(HttpExchange exchange, Feed feed) throws IOException {
    if (!room.tryAcquire()) {
      return false;
    }
    try {
      exchange.getResponseHeaders().set("Content-Type", TYPE);
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream out = exchange.getResponseBody()) {
        write(out, "retry: 2000\n\n");
        stream(out, feed);
      }
    } finally {
      room.release();
    }
    return true;
  }

  private void stream(OutputStream out, Feed feed) throws IOException {
    long seen = 0;
    try {
      while (!ended.getAsBoolean()) {
        Optional<Feed.Edition> edition = feed.after(seen, BEAT_MILLIS);
        if (edition.isPresent()) {
          seen = edition.get().number();
          // JSON on one line: a line end would end the event.
          write(out, "data: {\"now\":%d,%s\n\n".formatted(clock.millis(), rest(edition.get())));
        } else {
          write(out, "event: beat\ndata: " + clock.millis() + "\n\n");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String rest(Feed.Edition edition) {
    return edition.text().substring(1);
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
