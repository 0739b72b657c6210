package dev.ekube.cli.lab.chaos;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.lab.LabSite;
import dev.ekube.cli.output.StatusText;
import dev.ekube.lab.Lab;
import dev.ekube.model.NodeName;
import dev.ekube.wire.ClusterStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** What a person would want to read when a round has failed: logs of all parts, in one folder. */
final class Evidence {
  private static final String PODS =
      "for f in /var/log/pods/*/*/*.log; do echo \"== $f\"; tail -n 400 \"$f\"; done";

  private final LabSite site;
  private final Path folder;

  Evidence(LabSite site, Path folder) {
    this.site = site;
    this.folder = folder;
  }

  /** Saves them below the folder; returns where. */
  Path save(String name) {
    Path into = folder.resolve(name);
    try {
      Files.createDirectories(into);
      Files.copy(
          site.folder().serveLog(),
          into.resolve("manager.log"),
          StandardCopyOption.REPLACE_EXISTING);
      Optional<ClusterStatus> status = site.status();
      Files.write(
          into.resolve("status.txt"),
          status.map(StatusText::lines).orElse(List.of("the manager does not answer")));
    } catch (IOException e) {
      throw failed(into, e);
    }
    Lab.together(
        site.lab().nodes().keySet(),
        node -> {
          keep(node, into.resolve(node + ".journal"), "journalctl --no-pager -o short-precise");
          keep(node, into.resolve(node + ".pods"), PODS);
        });
    return into;
  }

  private void keep(NodeName node, Path file, String script) {
    try (OutputStream out = Files.newOutputStream(file)) {
      site.lab().exec(node, List.of("sh", "-c", script), out, out);
    } catch (IOException e) {
      throw failed(file, e);
    } catch (PortException e) {
      // A node without power has no logs; the others' are worth having.
      return;
    }
  }

  static PortException failed(Path file, IOException e) {
    return PortException.failed(
        "tried to write %s but %s".formatted(file, e.getMessage()),
        "name a folder that you may write with --logs",
        e);
  }
}
