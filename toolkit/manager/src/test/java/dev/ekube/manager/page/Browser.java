package dev.ekube.manager.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A headless Chromium that is driven by its DevTools protocol. */
final class Browser implements Closeable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final String LISTENING = "DevTools listening on ";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final Path profile;
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private WebSocket socket;
  private String session = "";
  private int number;

  private Browser(Process process, Path profile) {
    this.process = process;
    this.profile = profile;
  }

  /** The program, when this machine has one. */
  static Optional<Path> program() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(":"))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts it with an empty profile in that folder. */
  static Browser start(Path program, Path profile) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank"));
    Process process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    Browser browser = new Browser(process, profile);
    try {
      browser.connect(URI.create(address(process.errorReader(StandardCharsets.UTF_8))));
      return browser;
    } catch (Exception e) {
      browser.close();
      throw e;
    }
  }

  private static String address(BufferedReader said) throws IOException {
    StringBuilder all = new StringBuilder();
    String line = said.readLine();
    while (line != null && !line.startsWith(LISTENING)) {
      all.append(line).append('\n');
      line = said.readLine();
    }
    if (line == null) {
      throw new IOException("the browser ended at once: " + all);
    }
    Thread.ofVirtual().start(() -> drain(said));
    return line.substring(LISTENING.length()).strip();
  }

  /** A browser whose words nobody reads stops at a full pipe. */
  private static void drain(BufferedReader said) {
    try (said) {
      said.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      // It was closed from this side.
      return;
    }
  }

  private void connect(URI address) throws Exception {
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(address, new Answers())
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    ObjectNode blank = JSON.createObjectNode().put("url", "about:blank");
    String target = ask("Target.createTarget", blank).get("targetId").asText();
    ObjectNode attach = JSON.createObjectNode().put("targetId", target).put("flatten", true);
    session = ask("Target.attachToTarget", attach).get("sessionId").asText();
    ask("Page.enable", JSON.createObjectNode());
    ask("Runtime.enable", JSON.createObjectNode());
  }

  private final class Answers implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        answered(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }

  private void answered(String text) {
    try {
      JsonNode answer = JSON.readTree(text);
      Optional.ofNullable(asked.remove(answer.path("id").asInt()))
          .ifPresent(waiting -> waiting.complete(answer));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode ask(String method, ObjectNode parameters) throws Exception {
    int id = ++number;
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    asked.put(id, answer);
    ObjectNode question = JSON.createObjectNode().put("id", id).put("method", method);
    question.set("params", parameters);
    if (!session.isEmpty()) {
      question.put("sessionId", session);
    }
    socket.sendText(JSON.writeValueAsString(question), true).get();
    JsonNode said = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (said.has("error")) {
      throw new IllegalStateException(method + ": " + said.get("error"));
    }
    return said.get("result");
  }

  void go(String address) throws Exception {
    ask("Page.navigate", JSON.createObjectNode().put("url", address));
  }

  /** What an expression comes to in the page, as text. */
  String evaluate(String expression) throws Exception {
    ObjectNode parameters = JSON.createObjectNode().put("expression", "String(" + expression + ")");
    JsonNode result = ask("Runtime.evaluate", parameters);
    if (result.has("exceptionDetails")) {
      return "threw " + result.get("exceptionDetails");
    }
    return result.get("result").path("value").asText();
  }

  /** Waits until the expression comes to that text. */
  void await(String expression, String wanted) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    String seen = evaluate(expression);
    while (!seen.equals(wanted)) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            expression
                + " is "
                + seen
                + " and not "
                + wanted
                + "\n"
                + evaluate("document.body.innerText"));
      }
      LockSupport.parkNanos(50_000_000);
      seen = evaluate(expression);
    }
  }

  /** Prefers light or dark, on a screen of that size. */
  void look(String scheme, int width, int height) throws Exception {
    ObjectNode media = JSON.createObjectNode();
    media.putArray("features").addObject().put("name", "prefers-color-scheme").put("value", scheme);
    ask("Emulation.setEmulatedMedia", media);
    ask(
        "Emulation.setDeviceMetricsOverride",
        JSON.createObjectNode()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", 1)
            .put("mobile", width < 600));
  }

  /** A picture of the whole page. */
  void picture(Path file) throws Exception {
    ObjectNode parameters =
        JSON.createObjectNode().put("format", "png").put("captureBeyondViewport", true);
    String data = ask("Page.captureScreenshot", parameters).get("data").asText();
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(data));
  }

  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      // Its profile can be deleted only when it is gone.
      process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      // This link leads out of the profile.
      Files.deleteIfExists(profile.resolve("SingletonSocket"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the browser does not end", e);
    }
  }
}
