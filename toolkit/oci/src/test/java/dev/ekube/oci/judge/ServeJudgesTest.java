package dev.ekube.oci.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.madeup.Layers.Packing;
import dev.ekube.oci.madeup.MadeUpImages;
import dev.ekube.oci.madeup.MadeUpImages.Style;
import dev.ekube.oci.serve.HostsToml;
import dev.ekube.oci.serve.Limits;
import dev.ekube.oci.serve.RegistryServer;
import dev.ekube.oci.serve.Tls;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other programs pull from the server, by the names of the original registries. */
class ServeJudgesTest {
  @TempDir private Path folder;
  private BlobStore store;
  private List<LockedImage> all;

  @BeforeEach
  void fill() throws IOException {
    store = BlobStore.open(folder.resolve("store"));
    MadeUpImages images = new MadeUpImages(store);
    all =
        List.of(
            images.image("made-up.invalid/oci/gzip:v1", Style.OCI, Packing.GZIP),
            images.image("made-up.invalid/docker/gzip:v1", Style.DOCKER, Packing.GZIP),
            images.image("other.invalid/oci/zstd:v1", Style.OCI, Packing.ZSTD));
  }

  @Test
  void containerdPullsThroughHostsToml() throws IOException, InterruptedException {
    Programs.needRoot();
    Programs.need("containerd", "ctr");
    try (RegistryServer server = serve(Optional.empty())) {
      pullAll(URI.create("http://127.0.0.1:" + server.port()), Optional.empty());
    }
  }

  @Test
  void containerdPullsOverHttpsWithAnAuthorityOfItsOwn() throws IOException, InterruptedException {
    Programs.needRoot();
    Programs.need("containerd", "ctr", "openssl");
    Tls tls = new Tls(folder.resolve("tls.crt"), folder.resolve("tls.key"));
    Programs.run(
            List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=made-up",
                "-addext",
                "subjectAltName=IP:127.0.0.1",
                "-keyout",
                tls.key().toString(),
                "-out",
                tls.certificate().toString()))
        .good();
    try (RegistryServer server = serve(Optional.of(tls))) {
      assertThat(server.scheme()).isEqualTo("https");
      pullAll(
          URI.create("https://127.0.0.1:" + server.port()),
          Optional.of(tls.certificate().toString()));
    }
  }

  private void pullAll(URI server, Optional<String> ca) throws IOException, InterruptedException {
    Path hosts = folder.resolve("certs.d");
    for (Map.Entry<String, String> file : HostsToml.files(all, server, ca).entrySet()) {
      Path target = hosts.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.writeString(target, file.getValue());
    }
    try (Containerd containerd = Containerd.start(folder)) {
      for (LockedImage image : all) {
        containerd
            .ctr(
                "images",
                "pull",
                "--snapshotter",
                "native",
                "--hosts-dir",
                hosts.toString(),
                image.name().value())
            .good();
        assertThat(containerd.ctr("images", "ls").good()).contains(image.top().digest().toString());
      }
    }
  }

  @Test
  void skopeoCopiesFromItAndKeepsTheDigest() throws IOException, InterruptedException {
    Programs.need("skopeo");
    try (RegistryServer server = serve(Optional.empty())) {
      for (LockedImage image : all) {
        String name = "docker://127.0.0.1:" + server.port() + "/" + image.name();
        Path target = folder.resolve("copy-" + all.indexOf(image));
        Programs.run("skopeo", "copy", "--src-tls-verify=false", name, "dir:" + target).good();
        assertThat(Digest.of(Files.readAllBytes(target.resolve("manifest.json"))))
            .isEqualTo(image.manifest().digest());
      }
      String listed =
          Programs.run(
                  "skopeo",
                  "list-tags",
                  "--tls-verify=false",
                  "docker://127.0.0.1:" + server.port() + "/oci/gzip")
              .good();
      assertThat(listed).contains("\"v1\"");
    }
  }

  @Test
  void dockerPullsFromIt() throws IOException, InterruptedException {
    Programs.need("docker");
    Assumptions.assumeTrue(
        Programs.run("docker", "version").status() == 0,
        "skipped: the Docker daemon does not answer");
    try (RegistryServer server = serve(Optional.empty())) {
      LockedImage image = all.get(1);
      String name = "127.0.0.1:" + server.port() + "/" + image.name();
      try {
        String said = Programs.run("docker", "pull", name).good();
        assertThat(said).contains(image.top().digest().toString());
      } finally {
        Programs.run("docker", "rmi", name);
      }
    }
  }

  private RegistryServer serve(Optional<Tls> tls) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return RegistryServer.start(store, all, address, tls, Limits.SITE, line -> {});
  }
}
