package dev.ekube.oci.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes requests apart; names that are not known by heart get no further than this class. */
final class RegistryHandler implements HttpHandler {
  private static final Pattern LEAF =
      Pattern.compile("/v2/([a-z0-9][a-z0-9._:/-]{0,510})/(manifests|blobs)/([A-Za-z0-9_.:-]+)");
  private static final Pattern TAGS =
      Pattern.compile("/v2/([a-z0-9][a-z0-9._:/-]{0,510})/tags/list");
  private static final Set<String> METHODS = Set.of("GET", "HEAD");

  private final Supplier<ServedImages> images;
  private final Semaphore places;
  private final StallWatch watch;
  private final Consumer<String> log;
  private final BlobStore store;

  RegistryHandler(
      BlobStore store,
      Supplier<ServedImages> images,
      Limits limits,
      StallWatch watch,
      Consumer<String> log) {
    this.store = store;
    this.images = images;
    this.places = new Semaphore(limits.requests());
    this.watch = watch;
    this.log = log;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    boolean place = places.tryAcquire();
    watch.begin();
    Answer answer = new Answer(exchange, watch);
    try {
      if (place) {
        route(exchange, answer);
      } else {
        exchange.getResponseHeaders().set("Retry-After", "1");
        answer.error(503, "TOOMANYREQUESTS", "the server is busy");
      }
    } finally {
      if (place) {
        places.release();
      }
      watch.end();
      exchange.close();
      log.accept(line(exchange));
    }
  }

  private void route(HttpExchange exchange, Answer answer) throws IOException {
    if (!METHODS.contains(exchange.getRequestMethod())) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      answer.error(405, "UNSUPPORTED", "this registry can only be read");
      return;
    }
    String path = exchange.getRequestURI().getRawPath();
    Query query = Query.of(exchange.getRequestURI().getRawQuery());
    Matcher leaf = LEAF.matcher(path);
    Matcher tags = TAGS.matcher(path);
    if (path.equals("/v2/") || path.equals("/v2")) {
      answer.json(Map.of());
    } else if (path.equals("/v2/_catalog")) {
      answer.json(Map.of("repositories", query.page(images.get().catalog(query.namespace()))));
    } else if (tags.matches()) {
      tags(tags.group(1), query, answer);
    } else if (leaf.matches()) {
      leaf(leaf, query, answer);
    } else {
      answer.error(404, "NAME_UNKNOWN", "there is nothing under this path");
    }
  }

  private void tags(String name, Query query, Answer answer) throws IOException {
    Optional<ServedImages.Repository> repository = images.get().find(name, query.namespace());
    if (repository.isEmpty()) {
      answer.error(404, "NAME_UNKNOWN", "no locked image has this name");
      return;
    }
    List<String> all = List.copyOf(repository.get().tags().keySet());
    answer.json(Map.of("name", name, "tags", query.page(all)));
  }

  private void leaf(Matcher leaf, Query query, Answer answer) throws IOException {
    Optional<ServedImages.Repository> repository =
        images.get().find(leaf.group(1), query.namespace());
    if (repository.isEmpty()) {
      answer.error(404, "NAME_UNKNOWN", "no locked image has this name");
      return;
    }
    Leaves leaves = new Leaves(store, answer);
    if (leaf.group(2).equals("manifests")) {
      leaves.manifest(repository.get().manifest(leaf.group(3)));
    } else {
      leaves.blob(repository.get().blob(leaf.group(3)));
    }
  }

  private static String line(HttpExchange exchange) {
    return exchange.getRemoteAddress().getAddress().getHostAddress()
        + " "
        + exchange.getRequestMethod()
        + " "
        + exchange.getRequestURI().toASCIIString()
        + " "
        + exchange.getResponseCode();
  }
}
