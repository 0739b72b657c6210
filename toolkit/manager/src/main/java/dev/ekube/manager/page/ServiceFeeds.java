package dev.ekube.manager.page;

import dev.ekube.manager.Service;
import dev.ekube.manager.cluster.ClusterService;
import dev.ekube.manager.port.Stock;
import dev.ekube.wire.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** The clusters of a service: one feed for each that somebody looks at. */
final class ServiceFeeds implements Feeds {
  /** Adding up files on a disk is not for every second. */
  private static final long STOCK_MILLIS = 30_000;

  private final Service service;
  private final Stock stock;
  private final LongSupplier millis;
  private final Map<String, Feed> feeds = new TreeMap<>();
  private List<Stock.Item> items = List.of();
  private long stockedAt;

  ServiceFeeds(Service service, Stock stock, LongSupplier millis) {
    this.service = service;
    this.stock = stock;
    this.millis = millis;
    this.stockedAt = millis.getAsLong() - STOCK_MILLIS;
  }

  @Override
  public Optional<Feed> of(String name) {
    String known =
        name.isEmpty()
            ? service.clusters().stream().findFirst().map(c -> c.name().value()).orElse("")
            : name;
    if (service.cluster(known).isEmpty()) {
      return Optional.empty();
    }
    synchronized (feeds) {
      return Optional.of(
          feeds.computeIfAbsent(known, key -> new Feed(() -> document(key), millis)));
    }
  }

  private Optional<String> document(String name) {
    List<String> names = service.clusters().stream().map(c -> c.name().value()).toList();
    Optional<ClusterService> cluster = service.cluster(name);
    return cluster.flatMap(
        found ->
            found
                .status()
                .map(status -> PageJson.of(names, status, found.timeline(), items()))
                .map(JsonWriter::text));
  }

  private synchronized List<Stock.Item> items() {
    if (millis.getAsLong() - stockedAt >= STOCK_MILLIS) {
      stockedAt = millis.getAsLong();
      try {
        items = List.copyOf(stock.items());
      } catch (IOException e) {
        // Files come and go while a build runs; what was seen last is shown until the next look.
        return items;
      }
    }
    return items;
  }
}
