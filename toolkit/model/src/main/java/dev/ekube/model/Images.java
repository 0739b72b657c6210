package dev.ekube.model;

import java.util.List;

/**
 * Where node images and container images come from.
 *
 * @param base reference of the root file system that node images are built upon
 * @param extra container images beyond those that Kubernetes and its addons need
 */
public record Images(ImageRef base, Builder builder, List<ImageRef> extra) {
  /** {@code LAYERS}: built by ekube. {@code EXISTING}: the site puts them into Warewulf itself. */
  public enum Builder {
    LAYERS,
    EXISTING
  }

  public Images {
    extra = List.copyOf(extra);
  }
}
