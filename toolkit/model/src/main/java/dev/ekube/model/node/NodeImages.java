package dev.ekube.model.node;

import java.util.List;

/**
 * What node images consist of beyond their base.
 *
 * @param repositories in the order in which cluster.yaml names them
 * @param base packages of both images
 * @param control packages that the control image has besides
 * @param preload how container images of Kubernetes lie in a node image
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
    Preload preload,
    List<String> exclude) {

  /** How container images lie in a node image. */
  public enum Preload {
    /** In containerd's store, unpacked: nothing is left to do at boot. */
    UNPACKED,
    /** In containerd's store as packed layers, which it unpacks at first use. */
    BLOBS,
    /** Not at all. */
    NONE
  }

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
        Preload.NONE,
        List.of());
  }
}
