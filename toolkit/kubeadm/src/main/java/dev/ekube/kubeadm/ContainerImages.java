package dev.ekube.kubeadm;

import dev.ekube.model.Cluster;
import dev.ekube.model.ImageRef;
import dev.ekube.model.KubeVersion;
import dev.ekube.model.Network;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The container images that a cluster runs, by tag; digests are the lock file's business. */
public final class ContainerImages {
  private static final String KUBERNETES = "registry.k8s.io/";
  private static final String FLANNEL = "ghcr.io/flannel-io/";

  /** The plug-in that flannel v0.26.4's own manifest names. */
  private static final String FLANNEL_PLUGIN = "v1.6.2-flannel1";

  /** Versions that kubeadm pins beside its own. */
  private record Pins(String coreDns, String pause, String etcd) {}

  /**
   * Read in cmd/kubeadm/app/constants/constants.go of these very releases. A release between two
   * rows takes the older one: etcd serves every patch release of its series, so at worst kubeadm
   * itself would have taken a newer patch of etcd.
   */
  private static final NavigableMap<KubeVersion, Pins> PINS =
      Collections.unmodifiableNavigableMap(
          new TreeMap<>(
              Map.of(
                  KubeVersion.parse("v1.31.0"), new Pins("v1.11.1", "3.10", "3.5.15-0"),
                  KubeVersion.parse("v1.31.14"), new Pins("v1.11.3", "3.10", "3.5.24-0"),
                  KubeVersion.parse("v1.32.0"), new Pins("v1.11.3", "3.10", "3.5.16-0"),
                  KubeVersion.parse("v1.32.13"), new Pins("v1.11.3", "3.10", "3.5.24-0"),
                  KubeVersion.parse("v1.33.0"), new Pins("v1.12.0", "3.10", "3.5.21-0"),
                  KubeVersion.parse("v1.33.6"), new Pins("v1.12.0", "3.10", "3.5.24-0"))));

  private final KubeVersion version;
  private final Pins pins;
  private final Network.Cni cni;

  private ContainerImages(KubeVersion version, Pins pins, Network.Cni cni) {
    this.version = version;
    this.pins = pins;
    this.cni = cni;
  }

  /**
   * All images in a fixed order: Kubernetes' own, the pod network's, then the site's extra ones.
   */
  public static List<ImageRef> of(Cluster cluster) {
    ContainerImages images = forCluster(cluster);
    return Stream.of(images.kubernetes(), images.network(), cluster.images().extra())
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  /** True when the images that belong to that version of Kubernetes are known here. */
  public static boolean knows(KubeVersion version) {
    return pins(version).isPresent();
  }

  private static Optional<Pins> pins(KubeVersion version) {
    return Optional.ofNullable(PINS.floorEntry(version))
        .filter(row -> row.getKey().major() == version.major())
        .filter(row -> row.getKey().minor() == version.minor())
        .map(Map.Entry::getValue);
  }

  /** A version that {@link #knows} denies is an IllegalArgumentException. */
  public static ContainerImages forCluster(Cluster cluster) {
    KubeVersion version = cluster.version();
    Pins pins =
        pins(version)
            .orElseThrow(
                () -> new IllegalArgumentException("no images known for Kubernetes " + version));
    return new ContainerImages(version, pins, cluster.network().cni());
  }

  public ImageRef kubeProxy() {
    return released("kube-proxy");
  }

  public ImageRef coreDns() {
    return new ImageRef(KUBERNETES + "coredns/coredns:" + pins.coreDns());
  }

  public ImageRef pause() {
    return new ImageRef(KUBERNETES + "pause:" + pins.pause());
  }

  public ImageRef etcd() {
    return new ImageRef(KUBERNETES + "etcd:" + pins.etcd());
  }

  public ImageRef flannel() {
    return new ImageRef(FLANNEL + "flannel:" + cni.version());
  }

  private List<ImageRef> kubernetes() {
    return List.of(
        released("kube-apiserver"),
        released("kube-controller-manager"),
        released("kube-scheduler"),
        kubeProxy(),
        coreDns(),
        pause(),
        etcd());
  }

  private List<ImageRef> network() {
    return switch (cni.kind()) {
      case FLANNEL ->
          List.of(flannel(), new ImageRef(FLANNEL + "flannel-cni-plugin:" + FLANNEL_PLUGIN));
      case NONE -> List.of();
    };
  }

  /** One of Kubernetes' own: {@code kube-apiserver} and its like. */
  public ImageRef released(String name) {
    return new ImageRef(KUBERNETES + name + ":" + version);
  }
}
