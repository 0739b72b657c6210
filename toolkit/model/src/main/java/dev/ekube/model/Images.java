package dev.ekube.model;

import dev.ekube.model.node.BaseSource;
import dev.ekube.model.node.NodeImages;
import java.util.List;

/**
 * Where node images and container images come from.
 *
 * @param base the root file system that node images are built upon
 * @param architecture of all nodes
 * @param mirrors tried in this order before the registry itself
 * @param extra container images beyond those that Kubernetes and its addons need
 * @param content what node images consist of beyond their base
 */
public record Images(
    BaseSource base,
    Builder builder,
    Architecture architecture,
    List<Mirror> mirrors,
    List<ImageRef> extra,
    NodeImages content) {
  /** {@code LAYERS}: built by ekube. {@code EXISTING}: the site puts them into Warewulf itself. */
  public enum Builder {
    LAYERS,
    EXISTING
  }

  public Images {
    mirrors = List.copyOf(mirrors);
    extra = List.copyOf(extra);
  }

  /** Images for amd64 from the registries themselves. */
  public Images(ImageRef base, Builder builder, List<ImageRef> extra) {
    this(
        new BaseSource.Registry(base),
        builder,
        Architecture.AMD64,
        List.of(),
        extra,
        NodeImages.none());
  }
}
