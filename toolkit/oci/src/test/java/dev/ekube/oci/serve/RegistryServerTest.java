package dev.ekube.oci.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.MediaTypes;
import dev.ekube.oci.archive.Wholeness;
import dev.ekube.oci.madeup.Layers.Packing;
import dev.ekube.oci.madeup.MadeUpImages;
import dev.ekube.oci.madeup.MadeUpImages.Style;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryServerTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private BlobStore store;
  private LockedImage pause;
  private Descriptor layer;
  private RegistryServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws IOException {
    store = BlobStore.open(folder.resolve("store"));
    MadeUpImages images = new MadeUpImages(store);
    pause = images.image("registry.k8s.io/pause:3.10", Style.DOCKER, Packing.NONE);
    LockedImage coredns =
        images.image("registry.k8s.io/coredns/coredns:v1.11.3", Style.OCI, Packing.GZIP);
    LockedImage twin = images.image("ghcr.io/coredns/coredns:v1", Style.OCI, Packing.GZIP);
    layer = List.copyOf(Wholeness.known(store, pause)).getLast();
    server = serve(List.of(pause, coredns, twin), Limits.SITE);
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v2/pause/manifests/3.10?ns=registry.k8s.io",
        "/v2/registry.k8s.io/pause/manifests/3.10",
        "/v2/pause/manifests/3.10"
      })
  void aManifestIsServedAsItCameByEveryNameOfItsRegistry(String path) throws Exception {
    HttpResponse<byte[]> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Digest.of(answer.body())).isEqualTo(pause.top().digest());
    assertThat(header(answer, "Content-Type")).isEqualTo(MediaTypes.DOCKER_LIST);
    assertThat(header(answer, "Docker-Content-Digest")).isEqualTo(pause.top().digest() + "");
  }

  @ParameterizedTest
  @CsvSource({
    "/v2/coredns/coredns/manifests/v1, 404",
    "/v2/coredns/coredns/manifests/v1?ns=ghcr.io, 200",
    "/v2/coredns/coredns/manifests/v1?ns=registry.k8s.io, 404",
    "/v2/pause/manifests/9.9, 404",
    "/v2/nothing/manifests/1, 404",
    "/v2/, 200",
    "/v2, 200",
    "/, 404",
    "/v2/pause/manifests/, 404",
  })
  void namesMeanOneRegistryOrNothing(String path, int status) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(status);
  }

  @Test
  void aHeadHasTheHeadersOfAGetAndNoBody() throws Exception {
    for (String path : List.of("/v2/pause/manifests/3.10", blob(layer.digest()))) {
      HttpResponse<byte[]> head =
          send(request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
      HttpResponse<byte[]> get = get(path);
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(header(head, "Content-Length")).isEqualTo(get.body().length + "");
      assertThat(header(head, "Content-Type")).isEqualTo(header(get, "Content-Type"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 206, 0, 1",
    "bytes=10-19, 206, 10, 20",
    "bytes=10-, 206, 10, -1",
    "bytes=-7, 206, -8, -1",
    "bytes=10-999999999, 206, 10, -1",
    "bytes=5-4, 200, 0, -1",
    "'bytes=0-1,3-4', 200, 0, -1",
    "lines=0-1, 200, 0, -1",
  })
  void aRangeIsAnsweredWithItsBytes(String range, int status, int from, int to) throws Exception {
    byte[] all = Files.readAllBytes(store.path(layer.digest()));
    HttpResponse<byte[]> answer = send(request(blob(layer.digest())).header("Range", range).GET());
    assertThat(answer.statusCode()).isEqualTo(status);
    int first = from < 0 ? all.length + from + 1 : from;
    int last = to < 0 ? all.length : to;
    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(all, first, last));
    if (status == 206) {
      assertThat(header(answer, "Content-Range"))
          .isEqualTo("bytes " + first + "-" + (last - 1) + "/" + all.length);
    }
  }

  @Test
  void aRangeBehindTheEndIs416() throws Exception {
    HttpResponse<byte[]> answer =
        send(request(blob(layer.digest())).header("Range", "bytes=99999999-").GET());
    assertThat(answer.statusCode()).isEqualTo(416);
    assertThat(header(answer, "Content-Range")).isEqualTo("bytes */" + layer.size());
  }

  @Test
  void tagsAndTheCatalogComeInPages() throws Exception {
    assertThat(text("/v2/_catalog?n=2"))
        .isEqualTo(
            "{\"repositories\":[\"ghcr.io/coredns/coredns\","
                + "\"registry.k8s.io/coredns/coredns\"]}");
    assertThat(text("/v2/_catalog?last=registry.k8s.io/coredns/coredns"))
        .isEqualTo("{\"repositories\":[\"registry.k8s.io/pause\"]}");
    assertThat(text("/v2/_catalog?ns=ghcr.io"))
        .isEqualTo("{\"repositories\":[\"coredns/coredns\"]}");
    assertThat(text("/v2/pause/tags/list")).contains("\"name\":\"pause\"", "[\"3.10\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE2"})
  void whateverWouldWriteIs405(String method) throws Exception {
    HttpResponse<byte[]> answer =
        send(
            request(blob(layer.digest()))
                .method(method, HttpRequest.BodyPublishers.ofString("x".repeat(1000))));
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(header(answer, "Allow")).isEqualTo("GET, HEAD");
    assertThat(store.has(layer.digest(), layer.size())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v2/../../secret",
        "/v2/pause/blobs/../../../secret",
        "/v2/pause/blobs/sha256:../../../secret",
        "/v2/pause/blobs/%2e%2e%2f%2e%2e%2fsecret",
        "/v2/%2e%2e/secret/manifests/1",
        "//secret",
        "/v2//pause/manifests/3.10/../../../../secret",
        "/v2/pause/blobs/sha256%3A..%5csecret",
        "/v2/..%00/manifests/secret",
        "/oci-layout",
        "/blobs/sha256/",
      })
  void nothingOutsideCanBeRead(String path) throws IOException {
    Files.writeString(folder.resolve("secret"), "the secret");
    String answer = raw("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    assertThat(answer).matches("(?s)HTTP/1.1 (404|400) .*").doesNotContain("the secret");
  }

  @Test
  void aLinkInTheStoreAndABlobOfNobodyAreNotServed() throws Exception {
    Files.writeString(folder.resolve("secret"), "the secret");
    store.delete(layer.digest());
    Files.createSymbolicLink(store.path(layer.digest()), folder.resolve("secret"));
    Digest unlisted = store.put("unlisted".getBytes(StandardCharsets.UTF_8));
    assertThat(get(blob(unlisted)).statusCode()).isEqualTo(404);
    assertThat(get(blob(layer.digest())).statusCode()).isEqualTo(404);
  }

  @Test
  void aManifestThatChangedOnTheDiskIsAnErrorAndNotAnAnswer() throws Exception {
    Path file = store.path(pause.top().digest());
    byte[] content = Files.readAllBytes(file);
    content[5]++;
    Files.write(file, content);
    HttpResponse<byte[]> answer = get("/v2/pause/manifests/3.10");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("has changed");
  }

  @Test
  void twoHundredClientsAtOnceGetTheirBytesWhileSomeNeverFinishTheirRequest() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        Socket socket = connect();
        socket.getOutputStream().write("GET /v2/ HT".getBytes(StandardCharsets.US_ASCII));
        slow.add(socket);
      }
      List<Future<Digest>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        answers.add(clients.submit(() -> Digest.of(get(blob(layer.digest())).body())));
      }
      for (Future<Digest> answer : answers) {
        assertThat(answer.get()).isEqualTo(layer.digest());
      }
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void aClientThatStopsReadingIsCutAndOthersAreServed() throws Exception {
    byte[] big = new byte[32 << 20];
    LockedImage image = new MadeUpImages(store).of("r.io/big:1", List.of(big), Map.of());
    server.close();
    server = serve(List.of(image), new Limits(1, Duration.ofMillis(300)));
    String path = "/v2/big/blobs/" + Digest.of(big);
    try (Socket socket = connect()) {
      socket
          .getOutputStream()
          .write(("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      // The one place is taken until the stalled answer is cut.
      int status = 503;
      long end = System.nanoTime() + LONG.toNanos();
      while (status == 503 && System.nanoTime() < end) {
        status = get("/v2/").statusCode();
      }
      assertThat(status).isEqualTo(200);
    }
  }

  @Test
  void otherImagesCanTakeTheirPlaceWhileItRuns() throws Exception {
    server.serve(List.of());
    assertThat(get("/v2/pause/manifests/3.10").statusCode()).isEqualTo(404);
  }

  private RegistryServer serve(List<LockedImage> images, Limits limits) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return RegistryServer.start(store, images, address, Optional.empty(), limits, line -> {});
  }

  private static String blob(Digest digest) {
    return "/v2/pause/blobs/" + digest;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .timeout(LONG);
  }

  private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private String text(String path) throws IOException, InterruptedException {
    return new String(get(path).body(), StandardCharsets.UTF_8);
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout((int) LONG.toMillis());
    return socket;
  }

  private String raw(String request) throws IOException {
    try (Socket socket = connect();
        OutputStream out = socket.getOutputStream();
        InputStream in = socket.getInputStream()) {
      out.write(request.getBytes(StandardCharsets.UTF_8));
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
