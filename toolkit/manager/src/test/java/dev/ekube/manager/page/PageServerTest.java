package dev.ekube.manager.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ekube.machine.Condition;
import dev.ekube.machine.Data;
import dev.ekube.machine.Incarnation;
import dev.ekube.machine.Milestone;
import dev.ekube.machine.NodeReport;
import dev.ekube.machine.OrderId;
import dev.ekube.machine.Task;
import dev.ekube.manager.TestAgent;
import dev.ekube.manager.TestService;
import dev.ekube.manager.net.Limits;
import dev.ekube.manager.port.Stock;
import dev.ekube.model.Cluster;
import dev.ekube.model.Clusters;
import dev.ekube.model.Node;
import dev.ekube.wire.AgentMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Stock STOCK =
      () -> List.of(new Stock.Item("node image", "k8s-base-ww-1.tar", 812_000_000));

  @TempDir private Path state;

  private final Cluster cluster = Clusters.demo();
  private final HttpClient client = HttpClient.newHttpClient();
  private TestService service;
  private PageServer page;
  private String token;

  @BeforeEach
  void open() throws IOException {
    service = TestService.start(state, cluster, Limits.DEFAULT);
    page =
        PageServer.open(
            new PageServer.Place(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty(),
                state.resolve("page.token"),
                state.resolve("page.url")),
            service.service(),
            STOCK);
    token = Files.readString(state.resolve("page.token")).strip();
  }

  @AfterEach
  void close() throws IOException {
    page.close();
    service.close();
    client.shutdownNow();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page.port() + path));
  }

  private HttpRequest.Builder admitted(String path) {
    return request(path).header("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** One live page. */
  private BufferedReader live() throws Exception {
    HttpResponse<InputStream> answer =
        client.send(admitted("/events").build(), HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  private static JsonNode next(BufferedReader events) throws IOException {
    String line = events.readLine();
    while (!line.startsWith("data: {")) {
      line = events.readLine();
    }
    return JSON.readTree(line.substring("data: ".length()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/events", "/status.json", "/session"})
  void nothingOfTheClusterIsToldWithoutTheToken(String path) throws Exception {
    for (HttpRequest.Builder request :
        List.of(
            request(path),
            request(path).header("Authorization", "Bearer " + token.substring(1) + "x"),
            request(path).header("Authorization", "Basic " + token),
            request(path).header("Cookie", "ekube-page-" + page.port() + "=guess"),
            request(path).header("Cookie", "ekube-page-1=" + token),
            request(path + "?token=" + token))) {
      HttpResponse<String> answer = send(request);

      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).doesNotContain("demo", "control", token);
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }
  }

  @Test
  void theTokenIsTradedForACookieThatNoScriptSees() throws Exception {
    HttpResponse<String> session = send(admitted("/session"));

    String cookie = session.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(session.statusCode()).isEqualTo(204);
    assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/");
    String pair = cookie.substring(0, cookie.indexOf(';'));
    HttpResponse<String> status =
        send(request("/status.json").header("Cookie", "other=1; " + pair));
    assertThat(status.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(status.body()).at("/status/cluster").asText()).isEqualTo("demo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/page.css", "/page.js", "/timeline.js", "/icon.svg"})
  void thePageItselfTakesNothingFromElsewhere(String path) throws Exception {
    HttpResponse<String> answer = send(request(path));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
        .doesNotContain("unsafe", "http:", "https:", "*");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.body().replace("http://www.w3.org/2000/svg", "")).doesNotContain("://");
    assertThat(answer.body()).doesNotContain("innerHTML", "insertAdjacent", "style=", "onclick=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
  void nothingCanBeChanged(String method) throws Exception {
    for (String path : List.of("/", "/status.json", "/events", "/session")) {
      HttpResponse<String> answer =
          send(admitted(path).method(method, HttpRequest.BodyPublishers.noBody()));

      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    }
  }

  @Test
  void headSaysWhatGetWouldAndSendsNothing() throws Exception {
    for (String path : List.of("/", "/status.json", "/events")) {
      HttpResponse<String> answer = send(admitted(path).HEAD());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEmpty();
    }
  }

  @Test
  void whatIsNotThereIsSaidSo() throws Exception {
    for (String path : List.of("/other", "/../page.token", "/page.css/", "/%2e%2e/page.token")) {
      assertThat(send(admitted(path)).statusCode()).isEqualTo(404);
    }
    assertThat(send(admitted("/status.json?cluster=other")).statusCode()).isEqualTo(404);
    assertThat(send(admitted("/events?cluster=%3Cscript%3E")).body()).doesNotContain("script");
  }

  @Test
  void theTokenIsInNoLineOfTheLogAndInNoRequestThatABrowserSends() throws Exception {
    send(admitted("/session"));
    send(admitted("/status.json"));

    assertThat(service.log()).doesNotContain(token);
    assertThat(URI.create(Files.readString(state.resolve("page.url")).strip()))
        .hasFragment("token=" + token)
        .hasPath("/")
        .hasNoQuery();
  }

  @Test
  void anOpenPageHearsWhatAnAgentReports() throws Exception {
    Node worker = cluster.nodes().getLast();
    TestAgent agent = new TestAgent(cluster, worker, "boot-1");
    try (BufferedReader events = live()) {
      assertThat(next(events).at("/stock/0/name").asText()).isEqualTo("k8s-base-ww-1.tar");
      agent.enrol(service.address());
      try (TestAgent.Line line = agent.greet(service.address())) {
        line.say(new AgentMessage.Report(failing("</script><b>\"quoted\"\n</b>")));

        JsonNode node = node(next(events), worker);
        while (!node.path("condition").asText().equals("failing")) {
          node = node(next(events), worker);
        }
        assertThat(node.path("why").asText()).isEqualTo("</script><b>\"quoted\"\n</b>");
      }
    }
  }

  private static NodeReport failing(String why) {
    return new NodeReport(
        new Incarnation("boot-1"),
        new Data.Empty(),
        OrderId.NONE,
        0,
        new Condition.Failing(Task.PLACE_FILES, why, 900, 2),
        List.of(new Milestone(Task.PLACE_FILES, 900)));
  }

  private static JsonNode node(JsonNode document, Node wanted) {
    for (JsonNode node : document.at("/status/nodes")) {
      if (node.path("name").asText().equals(wanted.name().value())) {
        return node;
      }
    }
    throw new AssertionError("no " + wanted.name() + " in " + document);
  }

  @Test
  void tooManyReadersAreSentAwayAndNodesAreServedAllTheSame() throws Exception {
    List<BufferedReader> readers = new ArrayList<>();
    try {
      for (int i = 0; i < LiveEvents.READERS; i++) {
        readers.add(live());
      }
      HttpResponse<String> another = send(admitted("/events"));

      assertThat(another.statusCode()).isEqualTo(503);
      assertThat(send(admitted("/status.json")).statusCode()).isEqualTo(200);
      // None of them reads, and yet a node is let in.
      new TestAgent(cluster, cluster.nodes().getLast(), "boot-1").enrol(service.address());
    } finally {
      for (BufferedReader reader : readers) {
        reader.close();
      }
    }
  }

  @Test
  void theAddressGoesWithTheServiceAndTheTokenStays() throws Exception {
    page.close();

    assertThat(state.resolve("page.url")).doesNotExist();
    assertThat(Files.readString(state.resolve("page.token"))).contains(token);
  }
}
