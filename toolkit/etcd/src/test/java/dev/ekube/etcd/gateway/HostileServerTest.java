package dev.ekube.etcd.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers at the port may be anything; the client comes back with a value all the same. */
class HostileServerTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  private final EtcdGateway gateway = EtcdGateway.plain(SHORT);
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile Script script = exchange -> {};
  private HttpServer server;
  private URI endpoint;

  @TempDir Path folder;

  /** How a server answers. */
  private interface Script {
    void answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v3", this::answer);
    server.start();
    endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    over.countDown();
    gateway.close();
    server.stop(0);
    threads.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "[]", "{", "null", "{\"members\":[{\"ID\":\"-1x\"}]}"})
  void nonsenseIsNoAnswer(String body) {
    serve(exchange -> reply(exchange, 200, body));
    assertThat(gateway.members(endpoint)).isInstanceOf(Answer.Unreachable.class);
    serve(exchange -> reply(exchange, 500, body));
    assertThat(gateway.members(endpoint)).isInstanceOf(Answer.Unreachable.class);
  }

  @Test
  void anErrorOfTheGatewayIsARefusal() {
    serve(exchange -> reply(exchange, 503, "{\"code\":14,\"message\":\"etcdserver: no leader\"}"));
    assertThat(gateway.members(endpoint))
        .isEqualTo(new Answer.Refused<>(14, "etcdserver: no leader"));
  }

  @Test
  void aServerThatSaysNothingIsNotWaitedForLong() {
    serve(exchange -> over.await());
    assertThat(gateway.members(endpoint))
        .isEqualTo(new Answer.Unreachable<>("no answer within 300 ms"));
  }

  @Test
  void neitherIsOneThatStopsInTheMiddle() {
    serve(
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          over.await();
        });
    assertThat(gateway.members(endpoint))
        .isEqualTo(new Answer.Unreachable<>("no answer within 300 ms"));
    assertThat(snapshot(folder.resolve("s.db"))).isInstanceOf(Answer.Unreachable.class);
  }

  @Test
  void anEndlessAnswerIsBrokenOff() {
    serve(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            byte[] blanks = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 64; i++) {
              out.write(blanks);
            }
          }
        });
    assertThat(gateway.members(endpoint)).isInstanceOf(Answer.Unreachable.class);
  }

  @Test
  void aSnapshotThatEndsEarlyLeavesNoFile() throws IOException {
    Path file = folder.resolve("s.db");
    Files.writeString(file, "the one before");
    String part = "{\"result\":{\"remaining_bytes\":\"4096\",\"blob\":\"AAAA\"}}\n";
    serve(exchange -> reply(exchange, 200, part));
    assertThat(snapshot(file)).isInstanceOf(Answer.Unreachable.class);
    serve(
        exchange ->
            reply(exchange, 200, part + "{\"error\":{\"grpc_code\":14,\"message\":\"x\"}}"));
    assertThat(snapshot(file)).isEqualTo(new Answer.Refused<>(14, "x"));
    serve(exchange -> reply(exchange, 404, "no such page"));
    assertThat(snapshot(file)).isInstanceOf(Answer.Unreachable.class);
    assertThat(file).hasContent("the one before");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
    assertThat(snapshot(folder.resolve("absent/s.db"))).isInstanceOf(Answer.Unreachable.class);
  }

  private Answer<Long> snapshot(Path file) {
    return gateway.snapshot(endpoint, file, SHORT, (done, left) -> {});
  }

  private void serve(Script next) {
    script = next;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      script.answer(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
