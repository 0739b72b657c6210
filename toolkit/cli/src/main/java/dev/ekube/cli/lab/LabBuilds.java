package dev.ekube.cli.lab;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.PlaceOptions;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.images.SiteLock;
import dev.ekube.cli.manager.ClusterFile;
import dev.ekube.cli.manager.Deployment;
import dev.ekube.cli.manager.Manager;
import dev.ekube.cli.node.Graft;
import dev.ekube.cli.node.SiteImages;
import dev.ekube.lab.engine.RootImages;
import dev.ekube.lock.Lock;
import dev.ekube.model.Cluster;
import dev.ekube.model.Images;
import dev.ekube.model.Role;
import dev.ekube.model.node.NodeImageKind;
import dev.ekube.rootfs.tar.TarWriter;
import dev.ekube.rootfs.tree.Tree;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The node images of a lab, built by ekube as a site's are: out of what cluster.yaml names under
 * images, or, where it builds none, out of the base and the packages that the fixtures make. What
 * the engine has is not built again.
 */
final class LabBuilds {
  private static final int DIGEST_SHOWN = 16;

  private final RootImages engine;
  private final Terminal terminal;
  private final Path clusterFile;

  /** {@code clusterFile} is the lab's. */
  LabBuilds(RootImages engine, Terminal terminal, Path clusterFile) {
    this.engine = engine;
    this.terminal = terminal;
    this.clusterFile = clusterFile;
  }

  /** A reference in the engine for each role. */
  SortedMap<Role, String> ensure() {
    PlaceOptions place = new PlaceOptions();
    Manager manager = Manager.of(place);
    Path file = clusterFile;
    Cluster cluster = read(file, manager);
    if (cluster.images().builder() != Images.Builder.LAYERS) {
      file = Path.of(new FixtureScript("rpms").lines().getLast());
      cluster = read(file, manager);
    }
    Lock lock = SiteLock.of(file, cluster, place).completePackages(terminal);
    SiteImages images = new SiteImages(file, cluster, manager, lock, grafts(lock));
    SortedMap<Role, String> references = new TreeMap<>();
    for (NodeImageKind kind : NodeImageKind.values()) {
      String reference =
          "ekube-lab/" + kind.word() + ":" + images.recipe(kind).substring(0, DIGEST_SHOWN);
      if (!engine.has(reference)) {
        terminal.err().println("building the " + kind.word() + " image as " + reference);
        load(reference, images.tree(kind), manager.state());
      }
      references.put(kind.role(), reference);
    }
    return references;
  }

  private static Cluster read(Path file, Manager manager) {
    return Deployment.of(ClusterFile.read(file, manager)).cluster();
  }

  /**
   * What a lab's images hold besides packages; each line is NAME DIGEST PATH. With container images
   * in the lock, those are put into the node images; without, the fixtures' take their place.
   */
  private static Map<NodeImageKind, List<Graft>> grafts(Lock lock) {
    Map<String, String[]> parts = new TreeMap<>();
    for (String line : new FixtureScript("node-parts").lines()) {
      String[] words = line.split(" ", 3);
      parts.put(words[0], words);
    }
    Map<NodeImageKind, List<Graft>> grafts = new EnumMap<>(NodeImageKind.class);
    for (NodeImageKind kind : NodeImageKind.values()) {
      String store = kind == NodeImageKind.BASE ? "store-worker" : "store-control";
      Graft runtime = graft("usr/lib/ekube/runtime", false, parts.get("runtime"));
      grafts.put(
          kind,
          lock.images().isEmpty()
              ? List.of(runtime, graft("var/lib/containerd", true, parts.get(store)))
              : List.of(runtime));
    }
    return grafts;
  }

  private static Graft graft(String at, boolean owned, String[] part) {
    return new Graft(at, Path.of(part[2]), owned, part[1]);
  }

  private void load(String reference, Tree tree, Path folder) {
    try {
      Path tar = Files.createTempFile(Files.createDirectories(folder), ".lab", ".tar");
      try {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(tar), 1 << 20)) {
          int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
          new TarWriter(threads).write(tree, out, bytes -> {});
        }
        engine.load(reference, tar);
      } finally {
        Files.deleteIfExists(tar);
      }
    } catch (IOException e) {
      throw PortException.failed(
          "tried to write " + reference + " below " + folder + " but " + e.getMessage(),
          "look at the space there: df -h",
          e);
    }
  }
}
