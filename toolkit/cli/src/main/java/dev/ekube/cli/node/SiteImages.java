package dev.ekube.cli.node;

import dev.ekube.cli.manager.Manager;
import dev.ekube.cli.packages.PackagePull;
import dev.ekube.cli.packages.PinnedPackages;
import dev.ekube.image.build.Assembler;
import dev.ekube.image.pack.Payloads;
import dev.ekube.lock.Lock;
import dev.ekube.model.Cluster;
import dev.ekube.model.ImageName;
import dev.ekube.model.Role;
import dev.ekube.model.node.NodeImageKind;
import dev.ekube.oci.store.BlobStore;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The node images that ekube builds for a cluster.yaml and its lock. Their names end with the
 * digest of what they are made of, so a name says whether an image has to be built, and an older
 * image is there under its own name for as long as somebody keeps it.
 */
public final class SiteImages {
  private static final int SHOWN = 12;

  private final Cluster cluster;
  private final Path clusterFile;
  private final Manager manager;
  private final Lock lock;
  private final Map<NodeImageKind, List<Graft>> grafts;
  private final Path cache;
  private final SortedMap<NodeImageKind, String> recipes = new TreeMap<>();

  /**
   * The images of a cluster.yaml.
   *
   * @param manager has what was downloaded and unpacked before
   * @param grafts folders of this machine that are put into each image
   */
  public SiteImages(
      Path clusterFile,
      Cluster cluster,
      Manager manager,
      Lock lock,
      Map<NodeImageKind, List<Graft>> grafts) {
    this.cluster = cluster;
    this.clusterFile = clusterFile;
    this.manager = manager;
    this.lock = lock;
    this.grafts = Map.copyOf(grafts);
    this.cache = manager.state().resolve("image-cache");
  }

  /** What the image is made of, as a digest in hex. */
  public String recipe(NodeImageKind kind) {
    return recipes.computeIfAbsent(kind, this::counted);
  }

  private String counted(NodeImageKind kind) {
    FileSums sums = new FileSums(cache.resolve("sums"));
    Path beside = clusterFile.toAbsolutePath().getParent();
    try {
      String recipe = Recipe.of(kind, cluster, beside, lock, grafts(kind), sums);
      sums.keep();
      return recipe;
    } catch (IOException e) {
      throw Troubles.of(e, "read what the node images of " + clusterFile + " are made of");
    }
  }

  /** What the role's image is called in Warewulf. */
  public ImageName name(NodeImageKind kind) {
    String name = cluster.settings(kind.role()).image().value();
    return new ImageName(name + "-" + recipe(kind).substring(0, SHOWN));
  }

  /** The names of both. */
  public SortedMap<Role, ImageName> names() {
    SortedMap<Role, ImageName> names = new TreeMap<>();
    for (NodeImageKind kind : NodeImageKind.values()) {
      names.put(kind.role(), name(kind));
    }
    return names;
  }

  /** The root file system of an image, put together out of verified parts. */
  public Tree tree(NodeImageKind kind) {
    try {
      // Packages may have been pinned on another machine, and fetched there.
      BlobStore packages = BlobStore.open(PinnedPackages.folder(manager.imageStore()));
      PackagePull.missing(lock.packages(), packages, true);
      PartsFinder finder =
          new PartsFinder(
              cluster,
              clusterFile,
              manager,
              cache,
              lock.packages(),
              Optional.empty(),
              grafts(kind),
              new InsideImages(cluster, lock.images(), manager.imageStore(), cache));
      return Assembler.assemble(finder.parts(kind), new Payloads(cache.resolve("payloads")));
    } catch (IOException e) {
      throw Troubles.of(e, "build the node images of " + clusterFile);
    }
  }

  private List<Graft> grafts(NodeImageKind kind) {
    return grafts.getOrDefault(kind, List.of());
  }
}
