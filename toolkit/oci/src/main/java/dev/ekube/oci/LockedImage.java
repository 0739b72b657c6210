package dev.ekube.oci;

import dev.ekube.model.ImageRef;

/**
 * One image as cluster.lock.yaml pins it.
 *
 * @param name as manifests of Kubernetes name it, with its tag
 * @param top what the tag pointed at: an index of platforms, or the manifest itself
 * @param manifest of the locked platform; equals {@code top} where the registry has no index
 */
public record LockedImage(ImageRef name, Descriptor top, Descriptor manifest)
    implements Comparable<LockedImage> {
  @Override
  public int compareTo(LockedImage other) {
    return name.compareTo(other.name);
  }
}
