package dev.ekube.oci.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.oci.fake.FakeImage;
import dev.ekube.oci.fake.FakeRegistry;
import dev.ekube.oci.fake.Shelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PullerTest {
  private static final byte[] SHARED = FakeImage.bytes(1, 200_000);
  private static final FakeImage ONE = FakeImage.docker("one", SHARED, FakeImage.bytes(2, 5_000));
  private static final FakeImage OTHER =
      FakeImage.oci(
          "group/other",
          SHARED,
          FakeImage.gzipMembers(FakeImage.bytes(3, 900), FakeImage.bytes(4, 800)));

  @TempDir private Path folder;

  @Test
  void everyBlobIsThereAndWhatIsSharedWasFetchedOnce() throws Exception {
    try (FakeRegistry registry = new FakeRegistry(new Shelf(ONE, OTHER))) {
      Site site = new Site(folder, registry.uri());
      PullReport report = site.pull(ONE, OTHER);
      assertThat(site.holds(ONE, OTHER)).isTrue();
      assertThat(registry.requests(ONE.layers().getFirst().digest().hex())).hasSize(1);
      assertThat(report.blobs()).isEqualTo(9).isEqualTo(report.fetched());
      assertThat(report.bytes()).isEqualTo(report.fetchedBytes());
      assertThat(site.finished).hasSize(5);
      assertThat(site.leftovers()).isEmpty();
    }
  }

  @Test
  void aSecondPullAsksNobody() throws Exception {
    try (FakeRegistry registry = new FakeRegistry(new Shelf(ONE))) {
      new Site(folder, registry.uri()).pull(ONE);
      int requests = registry.requests().size();
      PullReport report = new Site(folder, registry.uri()).pull(ONE);
      assertThat(registry.requests()).hasSize(requests);
      assertThat(report.fetched()).isZero();
      assertThat(report.blobs()).isEqualTo(5);
    }
  }

  @Test
  void aBlobThatLostBytesInTheStoreIsFetchedAgain() throws Exception {
    try (FakeRegistry registry = new FakeRegistry(new Shelf(ONE))) {
      Site site = new Site(folder, registry.uri());
      site.pull(ONE);
      Files.write(site.store.path(ONE.layers().get(1).digest()), new byte[] {1});
      Files.writeString(site.store.path(ONE.manifest().digest()), "x".repeat(400));
      site.pull(ONE);
      assertThat(site.holds(ONE)).isTrue();
    }
  }

  @Test
  void theFirstMirrorThatHasAnImageServesIt() throws Exception {
    try (FakeRegistry empty = new FakeRegistry(new Shelf());
        FakeRegistry full = new FakeRegistry(new Shelf(ONE))) {
      Site site = new Site(folder, empty.uri(), full.uri());
      site.pull(ONE);
      assertThat(site.holds(ONE)).isTrue();
      assertThat(empty.requests()).allMatch(r -> r.target().endsWith("?ns=localhost%3A1"));
    }
  }

  @Test
  void aMirrorsPathStandsBeforeTheRepository() throws Exception {
    FakeImage below = FakeImage.docker("k8s/proxy/one", SHARED);
    FakeImage named = FakeImage.docker("one", SHARED);
    try (FakeRegistry registry =
        new FakeRegistry(
            request ->
                request.path().startsWith("/v2/k8s/proxy/one/")
                    ? new Shelf(named)
                        .on(
                            new FakeRegistry.Request(
                                "GET",
                                request.target().replace("/k8s/proxy", ""),
                                request.headers()))
                    : new Shelf(below).on(request))) {
      Site site = new Site(folder, registry.uri().resolve("/k8s/proxy"));
      site.pull(named);
      assertThat(site.holds(named)).isTrue();
    }
  }

  @Test
  void twoPullsAtOnceFetchEveryBlobOnce() throws Exception {
    try (FakeRegistry registry = new FakeRegistry(new Shelf(ONE, OTHER))) {
      CompletableFuture<Boolean> first = pullAside(registry);
      CompletableFuture<Boolean> second = pullAside(registry);
      assertThat(first.get()).isTrue();
      assertThat(second.get()).isTrue();
      for (var layer : ONE.layers()) {
        assertThat(registry.requests(layer.digest().hex())).hasSize(1);
      }
    }
  }

  private CompletableFuture<Boolean> pullAside(FakeRegistry registry) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            Site site = new Site(folder, registry.uri());
            site.pull(ONE, OTHER);
            return site.holds(ONE, OTHER);
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        // Not the common pool: Java's HTTP client completes its answers there.
        task -> Thread.ofPlatform().start(task));
  }
}
