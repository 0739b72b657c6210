package dev.ekube.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.kubeadm.ContainerImages;
import dev.ekube.model.Clusters;
import dev.ekube.model.ImageRef;
import dev.ekube.model.Images;
import dev.ekube.model.KubeVersion;
import dev.ekube.model.RealBinary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerImagesTest {
  @Test
  void nineImagesMakeACluster() {
    assertThat(ContainerImages.of(Clusters.demo()))
        .extracting(ImageRef::value)
        .containsExactly(
            "registry.k8s.io/kube-apiserver:v1.32.1",
            "registry.k8s.io/kube-controller-manager:v1.32.1",
            "registry.k8s.io/kube-scheduler:v1.32.1",
            "registry.k8s.io/kube-proxy:v1.32.1",
            "registry.k8s.io/coredns/coredns:v1.11.3",
            "registry.k8s.io/pause:3.10",
            "registry.k8s.io/etcd:3.5.16-0",
            "ghcr.io/flannel-io/flannel:v0.26.4",
            "ghcr.io/flannel-io/flannel-cni-plugin:v1.6.2-flannel1");
  }

  @Test
  void theListOfKubernetesIsWhatTheRealKubeadmSays() throws Exception {
    Path kubeadm = RealBinary.need("kubeadm");
    Process process =
        new ProcessBuilder(
                kubeadm.toString(), "config", "images", "list", "--kubernetes-version", "v1.32.1")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(process.waitFor()).isZero();
    assertThat(
            ContainerImages.of(Clusters.demo()).stream()
                .map(ImageRef::value)
                .filter(image -> image.startsWith("registry.k8s.io/")))
        .containsExactlyInAnyOrderElementsOf(said);
  }

  @Test
  void theSitesOwnComeLastAndOnce() {
    Images own =
        new Images(
            new ImageRef("ghcr.io/hpcng/warewulf-rockylinux:9"),
            Images.Builder.EXISTING,
            List.of(
                new ImageRef("registry.k8s.io/pause:3.10"),
                new ImageRef("docker.io/library/nginx:1.27")));
    assertThat(ContainerImages.of(Edits.images(own)))
        .hasSize(10)
        .endsWith(new ImageRef("docker.io/library/nginx:1.27"));
  }

  @Test
  void everyImageOfAManifestIsInTheList() {
    List<String> images =
        ContainerImages.of(Clusters.demo()).stream().map(ImageRef::value).toList();
    Views.system(Clusters.demo(), "control0").entries().keySet().stream()
        .filter(path -> path.startsWith("etc/ekube/manifests/"))
        .flatMap(path -> Views.file(Clusters.demo(), "control0", path).lines())
        .map(String::strip)
        .filter(line -> line.startsWith("image: "))
        .forEach(line -> assertThat(images).contains(line.substring("image: ".length())));
  }

  @ParameterizedTest
  @CsvSource({
    "v1.31.0, 3.5.15-0",
    "v1.31.9, 3.5.15-0",
    "v1.31.14, 3.5.24-0",
    "v1.32.1, 3.5.16-0",
    "v1.32.14, 3.5.24-0",
    "v1.33.1, 3.5.21-0"
  })
  void etcdBelongsToTheRelease(String version, String etcd) {
    assertThat(ContainerImages.of(Edits.version(version)))
        .contains(new ImageRef("registry.k8s.io/etcd:" + etcd));
  }

  @Test
  void anUnknownVersionIsSaidSo() {
    assertThat(ContainerImages.knows(KubeVersion.parse("v1.32.9"))).isTrue();
    assertThat(ContainerImages.knows(KubeVersion.parse("v1.30.9"))).isFalse();
    assertThat(ContainerImages.knows(KubeVersion.parse("v1.34.0"))).isFalse();
    assertThatThrownBy(() -> ContainerImages.of(Edits.version("v1.30.0")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("v1.30.0");
  }
}
