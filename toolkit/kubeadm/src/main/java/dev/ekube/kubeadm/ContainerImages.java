package dev.ekube.kubeadm;

import dev.ekube.model.Cluster;
import dev.ekube.model.ImageRef;
import dev.ekube.model.KubeVersion;
import dev.ekube.model.Network;
import dev.ekube.model.Role;
import java.util.List;
import java.util.stream.Stream;

/** The container images that a cluster runs, by tag; digests are the lock file's business. */
public final class ContainerImages {
  private static final String KUBERNETES = "registry.k8s.io/";
  private static final String FLANNEL = "ghcr.io/flannel-io/";

  /** The plug-in that flannel v0.26.4's own manifest names. */
  private static final String FLANNEL_PLUGIN = "v1.6.2-flannel1";

  /** What containerd takes for its sandboxes by default differs with its version. */
  private static final List<ImageRef> OTHER_PAUSES =
      List.of(new ImageRef(KUBERNETES + "pause:3.9"), new ImageRef(KUBERNETES + "pause:3.8"));

  private final KubeVersion version;
  private final Releases.Release pins;
  private final Network.Cni cni;

  private ContainerImages(KubeVersion version, Releases.Release pins, Network.Cni cni) {
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

  /** Those that a role's nodes run, in that order; the site's extra ones are not among them. */
  public static List<ImageRef> of(Cluster cluster, Role role) {
    ContainerImages images = forCluster(cluster);
    List<ImageRef> everywhere = List.of(images.kubeProxy(), images.coreDns(), images.pause());
    return Stream.of(images.kubernetes(), images.network())
        .flatMap(List::stream)
        .filter(
            image ->
                role == Role.CONTROL
                    || everywhere.contains(image)
                    || images.network().contains(image))
        .toList();
  }

  /** True when the images that belong to that version of Kubernetes are known here. */
  public static boolean knows(KubeVersion version) {
    return Releases.of(version).isPresent();
  }

  /**
   * The pause images that the original archived besides, for nodes whose containerd is not told
   * which one to take.
   */
  public static List<ImageRef> otherPauses() {
    return OTHER_PAUSES;
  }

  /** A version that {@link #knows} denies is an IllegalArgumentException. */
  public static ContainerImages forCluster(Cluster cluster) {
    KubeVersion version = cluster.version();
    Releases.Release pins =
        Releases.of(version)
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
