package dev.ekube.adapters.warewulf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a child process writes to one stream, up to a bound. */
final class Capture {
  private static final int MAX_CAPTURE = 4 << 20;
  private static final Duration DRAIN = Duration.ofSeconds(5);

  private final CompletableFuture<String> captured;

  private Capture(CompletableFuture<String> captured) {
    this.captured = captured;
  }

  static Capture of(InputStream stream) {
    CompletableFuture<String> text = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> text.complete(drain(stream)));
    return new Capture(text);
  }

  /** All that the child says is read, so that it never blocks; only the first part is kept. */
  private static String drain(InputStream stream) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    long dropped = 0;
    byte[] buffer = new byte[1 << 14];
    try (stream) {
      for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
        int room = Math.min(n, MAX_CAPTURE - kept.size());
        kept.write(buffer, 0, room);
        dropped += n - room;
      }
    } catch (IOException e) {
      kept.writeBytes(("\n[" + e.getMessage() + "]").getBytes(StandardCharsets.UTF_8));
    }
    String text = kept.toString(StandardCharsets.UTF_8);
    return dropped == 0 ? text : text + "\n[" + dropped + " more bytes]";
  }

  /** All of it once the stream has ended, or what can be said when it does not. */
  String text() throws InterruptedException {
    try {
      return captured.get(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // A grandchild may hold the pipe open after wwctl has ended; its words are not wwctl's.
      return "[output not read to its end]";
    }
  }
}
