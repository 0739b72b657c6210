package dev.ekube.image.build;

import dev.ekube.model.Copies;
import dev.ekube.model.node.NodeImageKind;
import dev.ekube.model.node.NodeImages;
import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Tree;
import java.util.List;
import java.util.SortedMap;

/**
 * All that one node image is made of, fetched and checked.
 *
 * @param base is not changed
 * @param packages in the order of their installation
 * @param content what cluster.yaml says
 * @param files of the site's own, by the path beside cluster.yaml
 * @param binaries by the path in the image
 * @param trees put into the image at these directories, such as the agent's runtime
 * @param time of all that has none of its own, seconds since 1970
 */
public record ImageParts(
    NodeImageKind kind,
    Tree base,
    List<VerifiedPackage> packages,
    NodeImages content,
    SortedMap<String, Content> files,
    SortedMap<String, Content> binaries,
    SortedMap<String, Tree> trees,
    long time) {
  public ImageParts {
    packages = List.copyOf(packages);
    files = Copies.sorted(files);
    binaries = Copies.sorted(binaries);
    trees = Copies.sorted(trees);
  }
}
