package dev.ekube.plan;

import dev.ekube.model.ClusterName;
import dev.ekube.model.Copies;
import dev.ekube.model.FileTree;
import dev.ekube.model.ImageName;
import dev.ekube.model.ImageRef;
import dev.ekube.model.Ipv4;
import dev.ekube.model.MacAddress;
import dev.ekube.model.NodeName;
import dev.ekube.model.OverlayName;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * What stands on the manager now, as far as one cluster is concerned.
 *
 * @param nodes every node of nodes.conf by its Warewulf name, foreign ones too
 * @param overlays directories that belong to this cluster, as trees
 * @param rootfs node images whose root file system Warewulf has
 * @param published node images that Warewulf has packed since their root file system last changed
 * @param archive container images in the archive
 * @param built node to digest of what its overlay images were last built from, as far as the images
 *     are still there; nodes that nodes.conf no longer knows are listed too
 * @param pendingBoot nodes that an earlier apply was to power-cycle when it was cut
 */
public record Observed(
    SortedMap<String, ObservedNode> nodes,
    SortedMap<OverlayName, FileTree> overlays,
    Set<ImageName> rootfs,
    Set<ImageName> published,
    Set<ImageRef> archive,
    SortedMap<NodeName, String> built,
    Set<NodeName> pendingBoot) {

  public Observed {
    nodes = Copies.sorted(nodes);
    overlays = Copies.sorted(overlays);
    rootfs = Set.copyOf(rootfs);
    published = Set.copyOf(published);
    archive = Set.copyOf(archive);
    built = Copies.sorted(built);
    pendingBoot = Set.copyOf(pendingBoot);
  }

  /**
   * One node of nodes.conf.
   *
   * @param owner the cluster whose tag it carries
   * @param fields in the form of {@link dev.ekube.model.NodeEntry#fields()}, managed fields only
   */
  public record ObservedNode(
      Optional<ClusterName> owner,
      SortedMap<String, String> fields,
      Set<MacAddress> macs,
      Set<Ipv4> addresses) {
    public ObservedNode {
      fields = Copies.sorted(fields);
      macs = Set.copyOf(macs);
      addresses = Set.copyOf(addresses);
    }
  }
}
