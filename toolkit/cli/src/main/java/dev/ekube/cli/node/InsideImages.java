package dev.ekube.cli.node;

import dev.ekube.containerd.PreparedImages;
import dev.ekube.image.ImageException;
import dev.ekube.kubeadm.ContainerImages;
import dev.ekube.model.Cluster;
import dev.ekube.model.ImageRef;
import dev.ekube.model.node.KubernetesImages;
import dev.ekube.model.node.NodeImageKind;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.store.BlobStore;
import dev.ekube.rootfs.base.Unpacked;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The container images that lie in a node image, ready for its containerd.
 *
 * @param locked what the lock file pins
 * @param store where the images' blobs are
 * @param cache where layers are kept unpacked
 */
record InsideImages(Cluster cluster, List<LockedImage> locked, Path store, Path cache) {
  /** Where containerd keeps them (templates/containerd.toml leaves its root as it is). */
  static final String PLACE = "var/lib/containerd";

  InsideImages {
    locked = List.copyOf(locked);
  }

  /**
   * What is put at {@link #PLACE}; empty when nodes are to pull their images. Only the lock decides
   * whether there is something, so the same lock gives the same node image.
   */
  Optional<Tree> of(NodeImageKind kind, long time) throws IOException {
    boolean pins = !locked.isEmpty();
    KubernetesImages choice =
        cluster
            .images()
            .content()
            .kubernetes()
            .orElse(pins ? KubernetesImages.PREPARED : KubernetesImages.NONE);
    return switch (choice) {
      case NONE -> Optional.empty();
      case PREPARED -> {
        List<LockedImage> images = wanted(kind);
        Unpacked layers = new Unpacked(cache.resolve("layers"));
        yield Optional.of(PreparedImages.of(BlobStore.open(store), images, layers, time));
      }
    };
  }

  private List<LockedImage> wanted(NodeImageKind kind) throws ImageException {
    List<LockedImage> images = new ArrayList<>();
    for (ImageRef name : ContainerImages.of(cluster, kind.role())) {
      images.add(
          locked.stream()
              .filter(image -> image.name().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      ImageException.tried(
                          "put " + name + " into the node image " + kind.word(),
                          "the lock file does not pin it",
                          "ekube lock")));
    }
    return images;
  }
}
