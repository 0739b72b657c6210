package dev.ekube.cli.manager;

import dev.ekube.adapters.history.JGitHistory;
import dev.ekube.apply.port.History;
import dev.ekube.manager.port.ClusterSource;
import dev.ekube.manager.port.Manifest;
import dev.ekube.model.Cluster;
import dev.ekube.model.ClusterName;
import dev.ekube.model.FileTree;
import dev.ekube.spec.SpecResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The clusters of this manager as history keeps them: what was applied last is what holds. */
public final class AppliedClusters implements ClusterSource {
  private static final String NEWEST = "HEAD";
  private static final String BRANCH = "history.git/refs/heads/main";

  private final Manager manager;
  private final Path clusters;
  private final Map<String, Manifests> manifests = new ConcurrentHashMap<>();

  /** Those of one state, so that history is read only when it has changed. */
  private record Manifests(String stamp, List<Manifest> all) {}

  public AppliedClusters(Manager manager) {
    this.manager = manager;
    this.clusters = manager.state().resolve("clusters");
  }

  @Override
  public SortedMap<String, String> stamps() throws IOException {
    SortedMap<String, String> stamps = new TreeMap<>();
    if (!Files.isDirectory(clusters)) {
      return stamps;
    }
    try (Stream<Path> folders = Files.list(clusters)) {
      for (Path folder : folders.toList()) {
        String name = folder.getFileName().toString();
        Path branch = folder.resolve(BRANCH);
        if (ClusterName.isValid(name) && Files.isRegularFile(branch)) {
          stamps.put(name, Files.readString(branch).strip());
        }
      }
    }
    return stamps;
  }

  @Override
  public Cluster read(String name) throws IOException {
    JGitHistory history = manager.history(new ClusterName(name));
    List<History.Revision> revisions = history.revisions();
    if (revisions.isEmpty()) {
      throw new IOException("no state of it is in history");
    }
    FileTree tree = history.read(NEWEST).orElseThrow(() -> new IOException("history has no HEAD"));
    return switch (RevisionInputs.of(tree).read(NEWEST, manager)) {
      case SpecResult.Good good -> good.cluster();
      case SpecResult.Bad bad -> throw new IOException(bad.problems().getFirst().toString());
    };
  }

  @Override
  public List<Manifest> manifests(String name) throws IOException {
    String stamp = stamps().getOrDefault(name, "");
    Manifests known = manifests.get(name);
    if (known != null && known.stamp().equals(stamp)) {
      return known.all();
    }
    Manifests found = new Manifests(stamp, named(name));
    manifests.put(name, found);
    return found.all();
  }

  private List<Manifest> named(String name) throws IOException {
    FileTree tree = manager.history(new ClusterName(name)).read(NEWEST).orElse(FileTree.empty());
    List<Manifest> named = new ArrayList<>();
    for (String path : read(name).manifests()) {
      if (tree.entries().get(RevisionInputs.FOLDER + path) instanceof FileTree.RegularFile file) {
        named.add(new Manifest(path, file.content().utf8()));
      }
    }
    return List.copyOf(named);
  }

  @Override
  public Path folder(String name) {
    return clusters.resolve(name);
  }
}
