package dev.ekube.oci.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.ImageRef;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTest {
  @ParameterizedTest
  @CsvSource({
    "registry.k8s.io/pause:3.10, registry.k8s.io, pause, 3.10",
    "registry.k8s.io/coredns/coredns:v1, registry.k8s.io, coredns/coredns, v1",
    "docker.io/flannel/flannel:v1, docker.io, flannel/flannel, v1",
    "flannel/flannel:v1, docker.io, flannel/flannel, v1",
    "docker.io/busybox:1, docker.io, library/busybox, 1",
    "localhost:5000/one, localhost:5000, one, latest",
  })
  void namesAreSplitAsDockerSplitsThem(
      String text, String registry, String repository, String reference) {
    ImageName name = ImageName.of(new ImageRef(text));
    assertThat(name.registry()).isEqualTo(registry);
    assertThat(name.repository()).isEqualTo(repository);
    assertThat(name.reference()).isEqualTo(reference);
  }

  @Test
  void aMirrorThatIsTheRegistryItselfSaysHowItIsReached() {
    Mirror plain = new Mirror(URI.create("http://registry.local:5000"), Optional.empty());
    List<Source> sources = Source.of("registry.local:5000", List.of(plain));
    assertThat(sources).extracting(Source::base).containsExactly(plain.base());
    assertThat(sources.getFirst().uri("one", "manifests/v1"))
        .isEqualTo(URI.create("http://registry.local:5000/v2/one/manifests/v1"));
  }

  @Test
  void theRegistryComesAfterItsMirrors() {
    Mirror mirror = new Mirror(URI.create("https://mirror.local/k8s/"), Optional.empty());
    List<Source> sources = Source.of("docker.io", List.of(mirror));
    assertThat(sources)
        .extracting(source -> source.uri("library/one", "blobs/x").toString())
        .containsExactly(
            "https://mirror.local/v2/k8s/library/one/blobs/x?ns=docker.io",
            "https://registry-1.docker.io/v2/library/one/blobs/x");
  }

  @Test
  void loopbackSpeaksPlainHttp() {
    assertThat(Source.of("127.0.0.1:5000", List.of()).getFirst().base())
        .isEqualTo(URI.create("http://127.0.0.1:5000"));
  }
}
