package dev.ekube.cli.manager;

import dev.ekube.model.Cluster;
import dev.ekube.model.FileTree;
import dev.ekube.model.ImageName;
import dev.ekube.model.Node;
import dev.ekube.model.Role;
import java.util.SortedMap;
import java.util.TreeMap;

/** The node images that nodes booted in a state of the history. */
public final class RevisionImages {
  static final String FILE = "nodes.txt";
  private static final String IMAGE = "  image: ";

  private RevisionImages() {}

  /** The image of each role that had nodes then. */
  public static SortedMap<Role, ImageName> of(FileTree revision, Cluster cluster) {
    SortedMap<String, ImageName> byNode = new TreeMap<>();
    String node = "";
    for (String line : revision.text(FILE).orElse("").lines().toList()) {
      if (line.startsWith(IMAGE) && ImageName.isValid(line.substring(IMAGE.length()))) {
        byNode.put(node, new ImageName(line.substring(IMAGE.length())));
      } else if (!line.startsWith(" ") && line.endsWith(":")) {
        node = line.substring(0, line.length() - 1);
      }
    }
    SortedMap<Role, ImageName> images = new TreeMap<>();
    for (Node each : cluster.nodes()) {
      ImageName image = byNode.get(each.name().value());
      if (image != null) {
        images.put(each.role(), image);
      }
    }
    return images;
  }
}
