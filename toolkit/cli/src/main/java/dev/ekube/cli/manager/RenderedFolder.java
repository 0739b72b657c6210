package dev.ekube.cli.manager;

import dev.ekube.adapters.Reason;
import dev.ekube.adapters.files.Durable;
import dev.ekube.apply.port.PortException;
import dev.ekube.model.FileTree;
import dev.ekube.model.NodeEntry;
import dev.ekube.render.ManagerFacts;
import dev.ekube.render.NodeView;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * The folder that {@code ekube render} writes: {@code overlays/NAME/…} as on the manager, {@code
 * nodes/NAME/system/…} and {@code nodes/NAME/runtime/…} as each node gets them.
 */
public final class RenderedFolder {
  /** Marks a folder as one of ours, so that only such a one is ever replaced. */
  private static final String MARK = ".ekube-render";

  private final Path root;
  private int files;

  private RenderedFolder(Path root) {
    this.root = root;
  }

  /**
   * Writes beside the folder, then puts it in its place; returns the number of files.
   *
   * @param buildHost the manager's host name, which templates may name
   */
  public static int write(Deployment deployment, String buildHost, Path folder) {
    Path target = folder.toAbsolutePath().normalize();
    try {
      refuseStrangers(target);
      Files.createDirectories(target.getParent());
      Path aside = Files.createTempDirectory(target.getParent(), ".ekube-render-");
      RenderedFolder writer = new RenderedFolder(aside);
      writer.writeAll(deployment, buildHost);
      Durable.chmod(aside, 0755);
      Durable.deleteTree(target);
      Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
      return writer.files;
    } catch (IOException e) {
      throw PortException.failed(
          "tried to write " + target + " but " + Reason.of(e),
          "choose a folder that you may write",
          e);
    }
  }

  private static void refuseStrangers(Path target) throws IOException {
    if (Files.notExists(target) || Files.exists(target.resolve(MARK))) {
      return;
    }
    boolean empty = false;
    if (Files.isDirectory(target)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(target)) {
        empty = !entries.iterator().hasNext();
      }
    }
    if (!empty) {
      throw PortException.precondition(
          "tried to render into " + target + " but it holds something that render did not write",
          "name a new or empty folder");
    }
  }

  private void writeAll(Deployment deployment, String buildHost) throws IOException {
    Files.writeString(root.resolve(MARK), "ekube render replaces this folder as a whole\n");
    for (var overlay : deployment.rendered().overlays().entrySet()) {
      writeTree(root.resolve("overlays").resolve(overlay.getKey().value()), overlay.getValue());
    }
    ManagerFacts facts = new ManagerFacts(buildHost, deployment.cluster().manager().address());
    for (NodeEntry node : deployment.rendered().nodes()) {
      NodeView view = NodeView.of(deployment.rendered(), node.name(), facts);
      Path home = root.resolve("nodes").resolve(node.name().value());
      writeTree(home.resolve("system"), view.system());
      writeTree(home.resolve("runtime"), view.runtime());
    }
  }

  private void writeTree(Path at, FileTree tree) throws IOException {
    for (Map.Entry<String, FileTree.Entry> e : tree.entries().entrySet()) {
      Path path = at.resolve(e.getKey());
      Files.createDirectories(path.getParent());
      switch (e.getValue()) {
        case FileTree.RegularFile file -> {
          Files.write(path, file.content().toArray());
          Durable.chmod(path, file.mode());
        }
        case FileTree.Symlink link -> Files.createSymbolicLink(path, Path.of(link.target()));
      }
      files++;
    }
  }
}
