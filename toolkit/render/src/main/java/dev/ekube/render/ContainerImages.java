package dev.ekube.render;

import dev.ekube.model.Cluster;
import dev.ekube.model.ImageRef;
import dev.ekube.model.KubeVersion;
import dev.ekube.model.Network;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The container images that a cluster runs, by tag; digests are the lock file's business. */
public final class ContainerImages {
  private static final String KUBERNETES = "registry.k8s.io/";
  private static final String FLANNEL = "ghcr.io/flannel-io/";

  /** The plug-in that flannel v0.26.4's own manifest names. */
  private static final String FLANNEL_PLUGIN = "v1.6.2-flannel1";

  /** Versions that a minor release of kubeadm pins beside its own. */
  private record Pins(String coreDns, String pause, String etcd) {}

  /** From cmd/kubeadm/app/constants/constants.go of v1.32.1. */
  private static final Map<Integer, Pins> PINS_BY_MINOR =
      Map.of(32, new Pins("v1.11.3", "3.10", "3.5.16-0"));

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
    return version.major() == 1 && PINS_BY_MINOR.containsKey(version.minor());
  }

  /** A version that {@link #knows} denies is an IllegalArgumentException. */
  static ContainerImages forCluster(Cluster cluster) {
    KubeVersion version = cluster.version();
    if (!knows(version)) {
      throw new IllegalArgumentException("no images known for Kubernetes " + version);
    }
    return new ContainerImages(
        version, PINS_BY_MINOR.get(version.minor()), cluster.network().cni());
  }

  ImageRef kubeProxy() {
    return released("kube-proxy");
  }

  ImageRef coreDns() {
    return new ImageRef(KUBERNETES + "coredns/coredns:" + pins.coreDns());
  }

  ImageRef pause() {
    return new ImageRef(KUBERNETES + "pause:" + pins.pause());
  }

  ImageRef flannel() {
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
        new ImageRef(KUBERNETES + "etcd:" + pins.etcd()));
  }

  private List<ImageRef> network() {
    return switch (cni.kind()) {
      case FLANNEL ->
          List.of(flannel(), new ImageRef(FLANNEL + "flannel-cni-plugin:" + FLANNEL_PLUGIN));
      case NONE -> List.of();
    };
  }

  private ImageRef released(String name) {
    return new ImageRef(KUBERNETES + name + ":" + version);
  }
}
