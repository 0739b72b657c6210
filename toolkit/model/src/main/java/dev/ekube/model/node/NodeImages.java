package dev.ekube.model.node;

import java.util.List;
import java.util.Optional;

/**
 * What node images consist of beyond their base.
 *
 * @param repositories in the order in which cluster.yaml names them
 * @param base packages of both images
 * @param control packages that the control image has besides
 * @param kubernetes empty where it depends on whether the lock file pins container images
 * @param exclude what Warewulf leaves out of the image that nodes load, as globs
 */
public record NodeImages(
    List<PackageRepository> repositories,
    List<PackageRequest> base,
    List<PackageRequest> control,
    List<NodeBinary> binaries,
    List<NodeFile> files,
    List<NodeLink> links,
    NodeUnits units,
    List<NodeUser> users,
    List<AllowedScriptlet> scriptlets,
    Optional<KubernetesImages> kubernetes,
    List<String> exclude) {

  public NodeImages {
    repositories = List.copyOf(repositories);
    base = List.copyOf(base);
    control = List.copyOf(control);
    binaries = List.copyOf(binaries);
    files = List.copyOf(files);
    links = List.copyOf(links);
    users = List.copyOf(users);
    scriptlets = List.copyOf(scriptlets);
    exclude = List.copyOf(exclude);
  }

  /** Nothing beyond the base. */
  public static NodeImages none() {
    return new NodeImages(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new NodeUnits(List.of(), List.of(), List.of()),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of());
  }
}
