package dev.ekube.render;

import dev.ekube.kubeadm.Templates;
import dev.ekube.model.Bytes;
import dev.ekube.model.Cluster;
import dev.ekube.model.FileTree;
import dev.ekube.model.OverlayName;
import dev.ekube.model.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Renders a whole cluster. The same cluster gives the same bytes on every machine. {@link
 * OverlayFiles} is the table of contents.
 */
public final class Renderer {
  /** Where the agent's unit expects it. */
  private static final String AGENT_JAR = "usr/lib/ekube/agent.jar";

  private final Templates templates = new Templates(List.of(Renderer.class, Templates.class));

  /**
   * As long as the cluster has no authorities yet; see {@link #render(Cluster, Optional,
   * Optional)}.
   */
  public Rendered render(Cluster cluster) {
    return render(cluster, Optional.empty(), Optional.empty());
  }

  /**
   * Every overlay of the cluster and every node's entry.
   *
   * @param authority the fingerprint by which agents know the manager, such as {@code sha256:…};
   *     without one their configuration does not name any
   * @param agent the agent's jar; without one the overlay carries none
   */
  public Rendered render(Cluster cluster, Optional<String> authority, Optional<Bytes> agent) {
    Map<OverlayName, FileTree> overlays = new TreeMap<>();
    for (OutputFile.Place place : OutputFile.Place.values()) {
      if (isUsed(place, cluster)) {
        overlays.put(place.overlay(cluster.name()), tree(place, cluster, authority, agent));
      }
    }
    return new Rendered(new TreeMap<>(overlays), NodeEntries.of(cluster));
  }

  /** The overlays of one role's system list, in Warewulf's order: later ones win. */
  public static List<OverlayName> systemOverlays(Cluster cluster, Role role) {
    return List.of(OverlayName.common(cluster.name()), OverlayName.of(cluster.name(), role));
  }

  /** The overlays of every node's runtime list, to stand behind Warewulf's own. */
  public static List<OverlayName> runtimeOverlays(Cluster cluster) {
    return List.of(OverlayName.hosts(cluster.name()));
  }

  /** A role that no node has gets no overlay: Warewulf would keep it without any use. */
  private static boolean isUsed(OutputFile.Place place, Cluster cluster) {
    return place.role().map(role -> !cluster.nodes(role).isEmpty()).orElse(true);
  }

  private FileTree tree(
      OutputFile.Place place, Cluster cluster, Optional<String> authority, Optional<Bytes> agent) {
    Map<String, Object> model = model(cluster, place.role());
    authority.ifPresent(fingerprint -> model.put("authority", fingerprint));
    FileTree.Builder tree = FileTree.builder();
    for (OutputFile file : OverlayFiles.FILES) {
      if (file.place() == place && file.when().holdsFor(cluster)) {
        tree.file(file.path(), file.mode(), templates.text(file.template(), model));
      }
    }
    if (place == OutputFile.Place.EVERY_NODE) {
      OverlayFiles.LINKS.forEach(tree::symlink);
      agent.ifPresent(jar -> tree.file(AGENT_JAR, 0644, jar));
    }
    return tree.build();
  }

  private static Map<String, Object> model(Cluster cluster, Optional<Role> role) {
    Map<String, Object> model = new HashMap<>(ClusterModel.of(cluster));
    role.ifPresent(r -> model.put("role", ClusterModel.ofRole(cluster, r)));
    return model;
  }
}
