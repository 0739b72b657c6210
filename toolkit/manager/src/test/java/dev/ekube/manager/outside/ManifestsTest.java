package dev.ekube.manager.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ekube.manager.log.Log;
import dev.ekube.manager.port.Manifest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Manifests against an API of a few kinds on loopback. */
class ManifestsTest {
  private static final String CORE =
      """
      {"resources": [
        {"name": "namespaces", "kind": "Namespace", "namespaced": false},
        {"name": "namespaces/finalize", "kind": "Namespace", "namespaced": false},
        {"name": "configmaps", "kind": "ConfigMap", "namespaced": true}]}
      """;

  private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> logged = new LinkedBlockingQueue<>();
  private volatile List<Manifest> manifests = List.of();
  private volatile boolean defined = true;
  private HttpServer server;
  private Manifests loader;

  @BeforeEach
  void start() throws IOException, NoSuchAlgorithmException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    URI at = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    ApiClient api =
        new ApiClient(
            SSLContext.getDefault(),
            () -> List.of(at),
            Duration.ofSeconds(5),
            HttpClient.Version.HTTP_1_1);
    loader = Manifests.start(api, () -> manifests, new Log(logged::add, System::nanoTime));
  }

  @AfterEach
  void stop() {
    loader.close();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    String body = "{}";
    int code = 200;
    if (path.equals("/api/v1")) {
      body = CORE;
    } else if (path.equals("/apis/site.example/v1")) {
      code = defined ? 200 : 404;
      body =
          defined
              ? "{\"resources\": [{\"name\": \"foxes\", \"kind\": \"Fox\", \"namespaced\": true}]}"
              : "{\"message\": \"not found\"}";
    } else {
      calls.add(exchange.getRequestMethod() + " " + path);
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String next(BlockingQueue<String> from) throws InterruptedException {
    return String.valueOf(from.poll(20, TimeUnit.SECONDS));
  }

  @Test
  void everyObjectIsAppliedInItsOrderAtItsPlace() throws Exception {
    manifests =
        List.of(
            new Manifest(
                "a.yaml",
                """
                # ours
                ---
                {apiVersion: v1, kind: Namespace, metadata: {name: site}}
                --- # and
                {apiVersion: v1, kind: ConfigMap, metadata: {name: one, namespace: site}}
                """),
            new Manifest(
                "b.yaml",
                """
                apiVersion: v1
                kind: List
                items:
                  - {apiVersion: v1, kind: ConfigMap, metadata: {name: two}}
                """));
    loader.again();

    assertThat(next(calls)).isEqualTo("PATCH /api/v1/namespaces/site");
    assertThat(next(calls)).isEqualTo("PATCH /api/v1/namespaces/site/configmaps/one");
    assertThat(next(calls)).isEqualTo("PATCH /api/v1/namespaces/default/configmaps/two");
    assertThat(next(logged)).contains("manifests loaded", "count=2");
  }

  @Test
  void aKindThatIsNotKnownYetIsTriedAgain() throws Exception {
    defined = false;
    manifests =
        List.of(
            new Manifest(
                "fox.yaml", "{apiVersion: site.example/v1, kind: Fox, metadata: {name: f}}"));
    loader.again();
    assertThat(next(logged)).contains("manifests not loaded", "fox.yaml", "not found");

    defined = true;
    assertThat(next(calls)).isEqualTo("PATCH /apis/site.example/v1/namespaces/default/foxes/f");
  }
}
