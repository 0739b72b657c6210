package dev.ekube.manager.outside;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ekube.manager.log.Log;
import dev.ekube.manager.net.Words;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Follows one collection of the API: lists it, then watches from there, and starts over. */
final class Watch implements AutoCloseable {
  private static final long PAUSE_MILLIS = 1_000;

  private final ApiClient api;
  private final String path;
  private final Runnable reset;
  private final Seen seen;
  private final Log log;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Optional<InputStream> stream = Optional.empty();
  private boolean quiet;

  /** Takes one object as it is now. */
  interface Seen {
    void object(String type, JsonNode object) throws IOException, InterruptedException;
  }

  private Watch(ApiClient api, String path, Runnable reset, Seen seen, Log log) {
    this.api = api;
    this.path = path;
    this.reset = reset;
    this.seen = seen;
    this.log = log;
  }

  /** Follows from now on; {@code reset} is called before a list begins. */
  static Watch start(ApiClient api, String path, Runnable reset, Seen seen, Log log) {
    Watch watch = new Watch(api, path, reset, seen, log);
    Thread.ofVirtual().name("watch " + path).start(watch::follow);
    return watch;
  }

  private void follow() {
    try {
      do {
        once();
      } while (!closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      log.warn("watch interrupted", Map.of("path", path));
    }
  }

  private void once() throws InterruptedException {
    try {
      JsonNode list = api.get(path);
      reset.run();
      for (JsonNode item : list.path("items")) {
        seen.object("ADDED", item);
      }
      quiet = false;
      String version = list.path("metadata").path("resourceVersion").asText();
      // The API ends a watch by itself; a minute bounds how long a dead connection can go unseen.
      watch(path + "?watch=1&timeoutSeconds=60&resourceVersion=" + version);
    } catch (IOException | RuntimeException e) {
      api.turn();
      if (!quiet && closed.getCount() > 0) {
        // Said once per outage: before the cluster forms there is nobody to ask.
        quiet = true;
        log.info("API not reached", Map.of("path", path, "why", Words.of(e)));
      }
    }
  }

  private void watch(String url) throws IOException, InterruptedException {
    try (InputStream events = api.watch(url);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8))) {
      stream = Optional.of(events);
      Optional<String> line = Optional.ofNullable(lines.readLine());
      while (line.isPresent() && closed.getCount() > 0) {
        JsonNode event = ApiClient.parse(line.get().getBytes(StandardCharsets.UTF_8));
        String type = event.path("type").asText();
        if (type.equals("ERROR")) {
          return;
        }
        seen.object(type, event.path("object"));
        line = Optional.ofNullable(lines.readLine());
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
    stream.ifPresent(
        open -> {
          try {
            open.close();
          } catch (IOException e) {
            log.info("watch closed", Map.of("path", path, "why", Words.of(e)));
          }
        });
  }
}
