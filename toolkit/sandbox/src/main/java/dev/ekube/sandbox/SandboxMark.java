package dev.ekube.sandbox;

import dev.ekube.apply.port.PortException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file that says that a folder is a sandbox, of which Warewulf, and what to look at in it. */
final class SandboxMark {
  static final String NAME = "SANDBOX.txt";
  private static final String FIRST_LINE = "ekube sandbox, Warewulf ";

  private SandboxMark() {}

  /** The version of the sandbox in this folder; a new or empty folder becomes one. */
  static WarewulfVersion claim(Path folder, WarewulfVersion version) throws IOException {
    Path mark = folder.resolve(NAME);
    if (Files.isRegularFile(mark)) {
      return versionIn(mark);
    }
    Files.createDirectories(folder);
    if (!isEmpty(folder)) {
      throw PortException.precondition(
          "tried to make a sandbox in " + folder + " but it holds other files",
          "name a new or empty folder");
    }
    Files.writeString(mark, text(version), StandardOpenOption.CREATE_NEW);
    return version;
  }

  private static WarewulfVersion versionIn(Path mark) throws IOException {
    String first = Files.readString(mark).lines().findFirst().orElse("");
    for (WarewulfVersion version : WarewulfVersion.values()) {
      if (first.equals(FIRST_LINE + version.text())) {
        return version;
      }
    }
    throw PortException.precondition(
        "tried to use the sandbox of " + mark + " but its first line names no known Warewulf",
        "name a new or empty folder");
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      return !entries.iterator().hasNext();
    }
  }

  private static String text(WarewulfVersion version) {
    return """
    %s%s

    A Warewulf manager that lives in this folder. Nothing outside it is touched, and nothing in
    it can boot a node: wwctl, the registry and the node images are stand-ins.

      etc/warewulf/nodes.conf                  the nodes, as Warewulf would hold them
      var/lib/warewulf/overlays/ekube-*        what ekube puts on every node and on each role
      var/lib/warewulf/provision/overlays/     the same as Warewulf packs it, a cpio per node
      var/lib/ekube/images/                    made-up container images, pulled as real ones are
      var/lib/ekube/clusters/                  history and the log of every call of wwctl

    Every file as one node gets it:  ekube render -o rendered CLUSTER.yaml
    """
        .formatted(FIRST_LINE, version.text());
  }
}
