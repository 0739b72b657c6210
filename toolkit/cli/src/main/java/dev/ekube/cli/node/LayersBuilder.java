package dev.ekube.cli.node;

import dev.ekube.adapters.warewulf.ImageRoots;
import dev.ekube.apply.port.NodeImages;
import dev.ekube.apply.port.PortException;
import dev.ekube.apply.port.Reporter;
import dev.ekube.model.ImageName;
import dev.ekube.model.node.NodeImageKind;
import dev.ekube.rootfs.tar.TarWriter;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Builds the node images of a cluster.yaml straight into the directory of Warewulf's images. */
final class LayersBuilder implements NodeImages {
  private static final long MEGA = 1_000_000;

  private final SiteImages site;
  private final ImageRoots roots;

  LayersBuilder(SiteImages site, ImageRoots roots) {
    this.site = site;
    this.roots = roots;
  }

  @Override
  public boolean canBuild() {
    return true;
  }

  @Override
  public void build(List<ImageName> images, Reporter reporter) {
    List<ImageName> left = new ArrayList<>(images);
    for (NodeImageKind kind : NodeImageKind.values()) {
      if (left.remove(site.name(kind))) {
        build(kind, reporter);
      }
    }
    if (!left.isEmpty()) {
      throw PortException.precondition(
          "tried to build the node image " + left.getFirst() + " but it is made of other parts",
          "run the command again, so that it looks at cluster.yaml and its lock anew");
    }
  }

  private void build(NodeImageKind kind, Reporter reporter) {
    ImageName name = site.name(kind);
    Tree tree = site.tree(kind);
    long size = TarWriter.size(tree);
    AtomicLong done = new AtomicLong();
    try {
      int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
      roots.put(
          name,
          out ->
              new TarWriter(threads)
                  .write(
                      tree,
                      out,
                      bytes ->
                          reporter.progress(
                              done.addAndGet(bytes) / MEGA, size / MEGA, "MB of " + name)));
    } catch (IOException e) {
      throw PortException.failed(
          "tried to put the node image "
              + name
              + " where Warewulf looks for it but "
              + e.getMessage(),
          "look at the space there: df -h",
          e);
    }
  }
}
