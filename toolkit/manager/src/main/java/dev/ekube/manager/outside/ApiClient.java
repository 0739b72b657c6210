package dev.ekube.manager.outside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * The Kubernetes API over HTTP, at whichever control node answers: the one that failed last is
 * asked last.
 */
public final class ApiClient implements AutoCloseable {
  static final String APPLY = "application/apply-patch+yaml";
  static final String MERGE = "application/merge-patch+json";
  static final String JSON = "application/json";
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int CONFLICT = 409;

  private final HttpClient http;
  private final Supplier<List<URI>> servers;
  private final Duration limit;
  private final AtomicInteger good = new AtomicInteger();

  ApiClient(
      SSLContext tls, Supplier<List<URI>> servers, Duration limit, HttpClient.Version version) {
    this.http =
        HttpClient.newBuilder().sslContext(tls).connectTimeout(limit).version(version).build();
    this.servers = servers;
    this.limit = limit;
  }

  private URI server() {
    List<URI> now = servers.get();
    return now.get(Math.floorMod(good.get(), now.size()));
  }

  /** The next call goes to another control node. */
  void turn() {
    good.incrementAndGet();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server().resolve(path));
  }

  /** One call; fails with what the API said, in words. */
  CompletableFuture<JsonNode> call(String method, String path, String type, String body) {
    HttpRequest request =
        request(path)
            .timeout(limit)
            .header("Content-Type", type)
            .header("Accept", JSON)
            .method(method, BodyPublishers.ofString(body, StandardCharsets.UTF_8))
            .build();
    return http.sendAsync(request, BodyHandlers.ofByteArray())
        .thenApply(response -> read(method + " " + path, response));
  }

  /** One call, waited for. */
  JsonNode await(String method, String path, String type, String body)
      throws IOException, InterruptedException {
    try {
      return call(method, path, type, body).get();
    } catch (ExecutionException e) {
      turn();
      throw new IOException(method + " " + path + ": " + e.getCause().getMessage(), e);
    }
  }

  /** One object or list. */
  public JsonNode get(String path) throws IOException, InterruptedException {
    return await("GET", path, JSON, "");
  }

  /** Creates one object, and gives it as it is then; that it is there already is an error. */
  public JsonNode post(String path, String body) throws IOException, InterruptedException {
    return await("POST", path, JSON, body);
  }

  /** Deletes one object, or all that a path with a selector names. */
  public JsonNode delete(String path) throws IOException, InterruptedException {
    return await("DELETE", path, JSON, "");
  }

  /** Creates; that it is there already is no error. */
  CompletableFuture<JsonNode> create(String path, String type, String body) {
    HttpRequest request =
        request(path)
            .timeout(limit)
            .header("Content-Type", type)
            .header("Accept", JSON)
            .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8))
            .build();
    return http.sendAsync(request, BodyHandlers.ofByteArray())
        .thenApply(
            response ->
                response.statusCode() == CONFLICT
                    ? MAPPER.nullNode()
                    : read("POST " + path, response));
  }

  /** A watch's events as lines of JSON; ends when the stream is closed. */
  InputStream watch(String path) throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        http.send(request(path).GET().build(), BodyHandlers.ofInputStream());
    if (response.statusCode() / 100 != 2) {
      response.body().close();
      throw new IOException("GET " + path + ": status " + response.statusCode());
    }
    return response.body();
  }

  static JsonNode parse(byte[] json) throws IOException {
    return MAPPER.readTree(json);
  }

  private static JsonNode read(String what, HttpResponse<byte[]> response) {
    try {
      JsonNode body = MAPPER.readTree(response.body());
      if (response.statusCode() / 100 != 2) {
        String words = body.path("message").asText("no message");
        throw new IllegalStateException(what + ": " + response.statusCode() + " " + words);
      }
      return body;
    } catch (IOException e) {
      throw new IllegalStateException(what + ": status " + response.statusCode(), e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
