package dev.ekube.oci.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.oci.Digest;
import dev.ekube.oci.fake.FakeImage;
import dev.ekube.oci.fake.FakeRegistry;
import dev.ekube.oci.fake.Reply;
import dev.ekube.oci.fake.Shelf;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pulls in processes of their own: killed at every stage, and two at once. */
class KilledPullTest {
  private static final int SIZE = 3_000_000;
  private static final FakeImage IMAGE =
      FakeImage.docker("one", FakeImage.bytes(1, SIZE), FakeImage.bytes(2, SIZE));
  private static final Shelf SHELF = new Shelf(IMAGE);

  @TempDir private Path folder;
  @TempDir private Path words;

  @Test
  void killsLoseNothingThatWasWholeAndTheLastRunFinishes() throws Exception {
    for (int stage = 1; stage <= 6; stage++) {
      CountDownLatch reached = new CountDownLatch(stage);
      try (FakeRegistry registry =
          new FakeRegistry(
              request -> {
                reached.countDown();
                // Each answer stops a third further, so that kills meet blobs in the middle.
                return reached.getCount() == 0 && request.path().contains("/blobs/")
                    ? Reply.stalled(
                        request.header("range").isPresent() ? 206 : 200,
                        ranged(request),
                        SHELF.wanted(request),
                        SHELF.wanted(request).length / 3)
                    : SHELF.on(request);
              })) {
        Process child = start(registry);
        // A run that needs fewer requests, because others did the work, ends by itself.
        while (child.isAlive() && !reached.await(20, TimeUnit.MILLISECONDS)) {
          assertThat(child.isAlive() || child.exitValue() == 0).isTrue();
        }
        child.destroyForcibly().waitFor();
        everyBlobIsRight();
      }
    }
    try (FakeRegistry registry = new FakeRegistry(SHELF)) {
      Site site = new Site(folder, registry.uri());
      site.pull(IMAGE);
      assertThat(site.holds(IMAGE)).isTrue();
      assertThat(site.leftovers()).isEmpty();
    }
  }

  @Test
  void twoProcessesShareTheWork() throws Exception {
    AtomicInteger blobs = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(2);
    try (FakeRegistry registry =
        new FakeRegistry(
            request -> {
              if (request.path().contains("/blobs/") && blobs.incrementAndGet() <= 2) {
                begun.countDown();
                return (out, socket) -> {
                  // The layers are held back until both pulls are there to want them.
                  boolean both = awaited(begun);
                  SHELF.on(request).send(out, socket);
                  assertThat(both).isTrue();
                };
              }
              return SHELF.on(request);
            })) {
      Process one = start(registry);
      Process other = start(registry);
      assertThat(one.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(one.exitValue() + other.exitValue()).as(said()).isZero();
      for (var layer : IMAGE.layers()) {
        assertThat(registry.requests(layer.digest().hex())).hasSize(1);
      }
      everyBlobIsRight();
      assertThat(new Site(folder).holds(IMAGE)).isTrue();
    }
  }

  private static Map<String, String> ranged(FakeRegistry.Request request) {
    return request
        .header("range")
        .map(range -> Map.of("Content-Range", range.replace("=", " ") + (SIZE - 1) + "/" + SIZE))
        .orElse(Map.of());
  }

  private static boolean awaited(CountDownLatch latch) {
    CompletableFuture<Boolean> waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return latch.await(30, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                return false;
              }
            },
            task -> Thread.ofVirtual().start(task));
    return waiting.join();
  }

  private void everyBlobIsRight() throws IOException {
    Site site = new Site(folder);
    for (Digest digest : site.store.all()) {
      // Bytes that do not have their digest are an exception here.
      assertThat(site.store.bytes(digest, Integer.MAX_VALUE)).isNotEmpty();
    }
  }

  private String said() throws IOException {
    StringBuilder said = new StringBuilder();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(words)) {
      for (Path file : files) {
        said.append(Files.readString(file)).append('\n');
      }
    }
    return said.toString();
  }

  private Process start(FakeRegistry registry) throws IOException {
    return PullProcess.start(
        PullProcess.command(folder, IMAGE.ref(registry.authority())),
        Files.createTempFile(words, "pull", ".txt"));
  }
}
