package dev.ekube.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.Images;
import dev.ekube.model.node.BaseSource;
import dev.ekube.model.node.KubernetesImages;
import dev.ekube.model.node.NodeBinary;
import dev.ekube.model.node.NodeFile;
import dev.ekube.model.node.NodeImageKind;
import dev.ekube.model.node.NodeImages;
import dev.ekube.model.node.PackageRepository;
import dev.ekube.model.node.PackageRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What cluster.yaml says about node images, and what holds when it says nothing. */
class NodeImagesTest {
  private static Images images(String more) {
    String good =
        new String(
            Samples.bytes(Samples.resources().resolve("rules/vip-taken/good.yaml")),
            StandardCharsets.UTF_8);
    SpecResult result =
        ClusterReader.read(
            "cluster.yaml", (good + more).getBytes(StandardCharsets.UTF_8), Sources.none());
    assertThat(result.allProblems()).isEmpty();
    return ((SpecResult.Good) result).cluster().images();
  }

  @Test
  void nothingSaidGivesTheImagesOfTheOriginal() {
    NodeImages content = images("").content();
    assertThat(content.base())
        .extracting(PackageRequest::toString)
        .contains("kubelet = 1.32.1", "containerd.io = 1.7.25", "iproute-tc", "haproxy");
    assertThat(content.control()).extracting(PackageRequest::toString).contains("keepalived");
    assertThat(content.repositories())
        .extracting(PackageRepository::name)
        .contains("kubernetes", "docker", "baseos", "appstream");
    assertThat(content.repositories().getFirst().url()).contains("/v1.32/");
    assertThat(content.binaries())
        .extracting(NodeBinary::path)
        .contains(
            "/usr/local/bin/helm",
            "/usr/local/bin/yq",
            "/usr/local/bin/etcdctl",
            "/usr/local/bin/etcdutl");
    assertThat(content.units().disable()).contains("kubelet.service");
  }

  @Test
  void aListStandsInPlaceOfItsDefault() {
    NodeImages content =
        images("images: {packages: {base: [jq]}, repositories: [], binaries: []}\n").content();
    assertThat(content.base()).hasSize(1);
    assertThat(content.control()).hasSize(1);
    assertThat(content.repositories()).isEmpty();
    assertThat(content.binaries()).isEmpty();
  }

  @Test
  void containerImagesAreInsideUnlessTheFileOrTheLockSaysOtherwise() {
    assertThat(images("").content().kubernetes()).isEmpty();
    assertThat(images("images: {kubernetes: none}\n").content().kubernetes())
        .contains(KubernetesImages.NONE);
    assertThat(images("images: {kubernetes: prepared}\n").content().kubernetes())
        .contains(KubernetesImages.PREPARED);
  }

  @Test
  void modesAreOctalAndImagesAreBothUnlessOneIsNamed() {
    NodeImages content =
        images(
                """
                images:
                  files:
                    - {path: /etc/a, content: "a", mode: 0640, group: site}
                    - {path: /usr/bin/b, content: "b", mode: "4755", images: [control]}
                """)
            .content();
    NodeFile first = content.files().getFirst();
    assertThat(first.mode()).isEqualTo(0640);
    assertThat(first.group()).isEqualTo("site");
    assertThat(first.images()).containsExactly(NodeImageKind.BASE, NodeImageKind.CONTROL);
    assertThat(content.files().getLast().mode()).isEqualTo(04755);
    assertThat(content.files().getLast().images()).containsExactly(NodeImageKind.CONTROL);
  }

  @Test
  void aBaseMayLieInFiles() {
    assertThat(images("images: {base: {from: \"docker-archive:base.tar\"}}\n").base())
        .isEqualTo(new BaseSource.Local(BaseSource.Kind.DOCKER_ARCHIVE, "base.tar"));
    assertThat(images("images: {base: {from: \"dir:/srv/root\"}}\n").base().text())
        .isEqualTo("dir:/srv/root");
  }
}
