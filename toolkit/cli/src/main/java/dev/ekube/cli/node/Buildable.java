package dev.ekube.cli.node;

import dev.ekube.adapters.warewulf.ImageRoots;
import dev.ekube.apply.port.NodeImages;
import dev.ekube.cli.PlaceOptions;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.images.SiteLock;
import dev.ekube.cli.manager.Deployment;
import dev.ekube.cli.manager.Manager;
import dev.ekube.cli.manager.RevisionImages;
import dev.ekube.lock.Lock;
import dev.ekube.model.FileTree;
import dev.ekube.model.Images;
import dev.ekube.model.node.NodeImageKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be applied together with the builder of its node images. Where ekube builds them, the
 * nodes boot images whose names say what they are made of; elsewhere they boot what cluster.yaml
 * names.
 */
public record Buildable(Deployment deployment, NodeImages nodeImages) {
  /** For a verb that changes nothing: what is not locked is an error. */
  public static Buildable look(
      Path clusterFile, Deployment deployment, Manager manager, PlaceOptions options) {
    return isBuilt(deployment, options)
        ? of(clusterFile, deployment, manager, lock(clusterFile, deployment, options).asItIs())
        : new Buildable(deployment, manager.nodeImages());
  }

  /** For a verb that applies: packages that are not locked yet are locked now. */
  public static Buildable locked(
      Path clusterFile,
      Deployment deployment,
      Manager manager,
      PlaceOptions options,
      Terminal terminal) {
    return isBuilt(deployment, options)
        ? of(
            clusterFile,
            deployment,
            manager,
            lock(clusterFile, deployment, options).complete(terminal))
        : new Buildable(deployment, manager.nodeImages());
  }

  /** For a state that was applied before: its nodes boot the images that they booted then. */
  public static Buildable again(FileTree revision, Deployment deployment, Manager manager) {
    return new Buildable(
        deployment.withNodeImages(RevisionImages.of(revision, deployment.cluster())),
        manager.nodeImages());
  }

  /** A sandbox's images are stand-ins, which its nodes never boot. */
  private static boolean isBuilt(Deployment deployment, PlaceOptions options) {
    return deployment.cluster().images().builder() == Images.Builder.LAYERS
        && options.sandbox().isEmpty();
  }

  private static SiteLock lock(Path clusterFile, Deployment deployment, PlaceOptions options) {
    return SiteLock.of(clusterFile, deployment.cluster(), options);
  }

  private static Buildable of(Path clusterFile, Deployment deployment, Manager manager, Lock lock) {
    Map<NodeImageKind, List<Graft>> grafts = new EnumMap<>(NodeImageKind.class);
    try {
      Graft runtime = AgentRuntime.linked(manager.state().resolve("image-cache"));
      for (NodeImageKind kind : NodeImageKind.values()) {
        grafts.put(kind, List.of(runtime));
      }
    } catch (IOException e) {
      throw Troubles.of(e, "link the agent's Java runtime");
    }
    SiteImages site = new SiteImages(clusterFile, deployment.cluster(), manager, lock, grafts);
    ImageRoots roots = new ImageRoots(manager.install().imageRoots());
    return new Buildable(deployment.withNodeImages(site.names()), new LayersBuilder(site, roots));
  }
}
