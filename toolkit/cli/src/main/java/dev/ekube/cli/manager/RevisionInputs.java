package dev.ekube.cli.manager;

import dev.ekube.adapters.Reason;
import dev.ekube.adapters.files.Durable;
import dev.ekube.apply.port.History;
import dev.ekube.apply.port.History.Revision;
import dev.ekube.apply.port.PortException;
import dev.ekube.model.Bytes;
import dev.ekube.model.FileTree;
import dev.ekube.model.MacAddress;
import dev.ekube.model.NodeName;
import dev.ekube.spec.ClusterReader;
import dev.ekube.spec.Sources;
import dev.ekube.spec.SpecResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a person wrote for one revision: cluster.yaml and the files that it names. */
public final class RevisionInputs {
  static final String FOLDER = "inputs/";

  private final SortedMap<String, Bytes> files;

  private RevisionInputs(SortedMap<String, Bytes> files) {
    this.files = files;
  }

  /** The inputs that a revision holds. */
  public static RevisionInputs of(FileTree revision) {
    SortedMap<String, Bytes> files = new TreeMap<>();
    revision
        .entries()
        .forEach(
            (path, entry) -> {
              if (path.startsWith(FOLDER) && entry instanceof FileTree.RegularFile file) {
                files.put(path.substring(FOLDER.length()), file.content());
              }
            });
    return new RevisionInputs(files);
  }

  /** The lock file that stood beside cluster.yaml, by its name. */
  public Map<String, Bytes> locks() {
    Map<String, Bytes> locks = new TreeMap<>(files);
    locks.keySet().removeIf(name -> name.contains("/") || !name.endsWith(".lock.yaml"));
    return locks;
  }

  /** Reads them as if they stood in a folder; problems name the revision. */
  public SpecResult read(String revision, Manager manager) {
    Sources inRevision = Sources.of(files, new TreeMap<>());
    Sources sources =
        new Sources() {
          @Override
          public FileResult file(String path) {
            return inRevision.file(path);
          }

          @Override
          public SortedMap<NodeName, MacAddress> warewulfMacs() {
            return manager.knownMacs();
          }
        };
    byte[] cluster = files.getOrDefault(SpecResult.CLUSTER_FILE, Bytes.ofUtf8("")).toArray();
    return ClusterReader.read(revision + ":" + SpecResult.CLUSTER_FILE, cluster, sources);
  }

  /**
   * Writes them to where the person's own files are. A file that no revision of history holds is
   * kept under another name first. Returns a line for each file that changed.
   */
  public List<String> putBeside(Path clusterFile, History history) {
    List<String> lines = new ArrayList<>();
    files.forEach(
        (name, content) -> {
          boolean isCluster = name.equals(SpecResult.CLUSTER_FILE);
          Path path = isCluster ? clusterFile : clusterFile.resolveSibling(name);
          try {
            put(path, name, content, history, lines);
          } catch (IOException e) {
            throw PortException.failed(
                "tried to write " + path + " but " + Reason.of(e),
                "the state itself is applied",
                e);
          }
        });
    return lines;
  }

  private static void put(
      Path path, String name, Bytes content, History history, List<String> lines)
      throws IOException {
    if (Files.exists(path)) {
      Bytes now = Bytes.of(Files.readAllBytes(path));
      if (now.equals(content)) {
        return;
      }
      if (!isInHistory(name, now, history)) {
        Path kept = path.resolveSibling(path.getFileName() + ".before-rollback");
        Files.copy(path, kept, StandardCopyOption.REPLACE_EXISTING);
        lines.add("kept " + path + " as " + kept + ", because history does not hold it");
      }
    }
    Files.createDirectories(path.toAbsolutePath().getParent());
    Durable.replaceFile(path, content.toArray(), mode(path));
    lines.add("wrote " + path + " as it was in that state");
  }

  /** That of the file that is replaced, else what a person's own file would have. */
  private static int mode(Path path) throws IOException {
    return Files.exists(path) ? Durable.mode(path) : 0644;
  }

  private static boolean isInHistory(String name, Bytes content, History history) {
    for (Revision revision : history.revisions()) {
      FileTree tree = history.read(revision.id()).orElse(FileTree.empty());
      if (tree.entries().get(FOLDER + name) instanceof FileTree.RegularFile file
          && file.content().equals(content)) {
        return true;
      }
    }
    return false;
  }
}
