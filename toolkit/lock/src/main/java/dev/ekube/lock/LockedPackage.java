package dev.ekube.lock;

import dev.ekube.model.node.NodeImageKind;
import dev.ekube.oci.Digest;
import java.util.Comparator;
import java.util.List;

/**
 * A package of a node image.
 *
 * @param nevra as dnf writes it: {@code name-[epoch:]version-release.arch}
 * @param image the control image holds the packages of the base image, too
 * @param repository its name in cluster.yaml
 * @param url where it was found; mirrors have it at the same place
 * @param size in bytes
 * @param key fingerprint of the pinned key that signed it, 40 hex digits
 * @param scriptlets when each would run, and the digest of interpreter and text
 */
public record LockedPackage(
    String nevra,
    NodeImageKind image,
    String repository,
    String url,
    long size,
    Digest digest,
    String key,
    List<Script> scriptlets)
    implements Comparable<LockedPackage> {
  private static final Comparator<LockedPackage> ORDER =
      Comparator.comparing(LockedPackage::image).thenComparing(LockedPackage::nevra);

  /**
   * A scriptlet.
   *
   * @param kind such as {@code post-in}
   */
  public record Script(String kind, Digest digest) {}

  public LockedPackage {
    scriptlets = List.copyOf(scriptlets);
  }

  @Override
  public int compareTo(LockedPackage other) {
    return ORDER.compare(this, other);
  }
}
