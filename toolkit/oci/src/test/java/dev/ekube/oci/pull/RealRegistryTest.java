package dev.ekube.oci.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.Platform;
import dev.ekube.oci.fake.FakeImage;
import dev.ekube.oci.manifest.ManifestReader;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's docker-registry serves, and skopeo judges. */
class RealRegistryTest {
  private static final FakeImage DOCKER =
      FakeImage.docker(
          "group/one",
          FakeImage.gzipMembers(FakeImage.bytes(1, 700_000), FakeImage.bytes(2, 90_000)));
  private static final FakeImage OCI = FakeImage.oci("other", FakeImage.bytes(3, 2_000_000));

  @TempDir private Path folder;

  @Test
  void digestsAreThoseThatSkopeoSees() throws Exception {
    for (String program : List.of("docker-registry", "skopeo")) {
      Assumptions.assumeTrue(
          Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
              .anyMatch(place -> Files.isExecutable(Path.of(place, program))),
          program + " is not installed here");
    }
    int port = freePort();
    String address = "127.0.0.1:" + port;
    Process registry = start(address);
    try {
      HttpClient client = HttpClient.newHttpClient();
      await(client, address);
      push(client, address, DOCKER);
      push(client, address, OCI);
      Site site = new Site(folder.resolve("store"));
      for (FakeImage image : List.of(DOCKER, OCI)) {
        LockedImage found =
            new Resolver(site.registries)
                .resolve(List.of(image.ref(address)), Platform.LINUX_AMD64, site)
                .getFirst();
        assertThat(found.top().digest()).isEqualTo(skopeo(image.ref(address).value()));
        assertThat(found).isEqualTo(image.locked(address));
      }
      // Half of a blob from an earlier run makes the registry answer a range.
      Path partial = site.store.partial().resolve(OCI.layers().getFirst().digest().hex());
      Files.write(partial, Arrays.copyOf(FakeImage.bytes(3, 2_000_000), 1_000_000));
      site.pull(address, DOCKER, OCI);
      assertThat(site.holds(DOCKER, OCI)).isTrue();
      assertThat(site.faults).isEmpty();
    } finally {
      registry.destroy();
      registry.waitFor(10, TimeUnit.SECONDS);
    }
  }

  private static Digest skopeo(String image) throws IOException, InterruptedException {
    Process skopeo =
        new ProcessBuilder("skopeo", "inspect", "--raw", "--tls-verify=false", "docker://" + image)
            .start();
    byte[] raw = skopeo.getInputStream().readAllBytes();
    assertThat(skopeo.waitFor()).isZero();
    return Digest.of(raw);
  }

  private static void push(HttpClient client, String address, FakeImage image) throws Exception {
    // Indexes last, since the registry refuses what names manifests that it does not have.
    List<String> paths =
        image.served().keySet().stream()
            .sorted(
                (one, other) ->
                    rank(image, one) != rank(image, other)
                        ? Integer.compare(rank(image, one), rank(image, other))
                        : one.compareTo(other))
            .toList();
    for (String path : paths) {
      byte[] content = image.served().get(path);
      URI target = URI.create("http://" + address + "/v2/" + path);
      String type = "application/octet-stream";
      if (path.contains("/blobs/")) {
        String uploads = path.replaceFirst("/blobs/.*", "/blobs/uploads/");
        var begun =
            client.send(
                HttpRequest.newBuilder(URI.create("http://" + address + "/v2/" + uploads))
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build(),
                HttpResponse.BodyHandlers.discarding());
        String location = begun.headers().firstValue("Location").orElseThrow();
        target = URI.create(location + "&digest=" + Digest.of(content));
      } else {
        type = ManifestReader.mediaType(content);
      }
      var reply =
          client.send(
              HttpRequest.newBuilder(target)
                  .header("Content-Type", type)
                  .PUT(HttpRequest.BodyPublishers.ofByteArray(content))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(reply.statusCode()).as(path + reply.body()).isEqualTo(201);
    }
  }

  private static int rank(FakeImage image, String path) {
    boolean index = path.endsWith("/v1") || path.endsWith(image.top().digest().toString());
    return path.contains("/blobs/") ? 0 : index ? 2 : 1;
  }

  private Process start(String address) throws IOException {
    Path config = folder.resolve("registry.yml");
    Files.writeString(
        config,
        """
        version: 0.1
        log: {level: error, accesslog: {disabled: true}}
        storage: {filesystem: {rootdirectory: '%s'}}
        http: {addr: '%s'}
        """
            .formatted(folder.resolve("data"), address));
    return new ProcessBuilder("docker-registry", "serve", config.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("registry.log").toFile())
        .start();
  }

  private static void await(HttpClient client, String address) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + "/v2/")).build();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (System.nanoTime() < end) {
      try {
        client.send(request, HttpResponse.BodyHandlers.discarding());
        return;
      } catch (IOException e) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
    throw new AssertionError("docker-registry does not answer on " + address);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
