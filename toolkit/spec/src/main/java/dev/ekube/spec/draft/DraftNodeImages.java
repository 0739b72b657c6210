package dev.ekube.spec.draft;

import dev.ekube.model.node.AllowedScriptlet;
import dev.ekube.model.node.KubernetesImages;
import dev.ekube.model.node.NodeBinary;
import dev.ekube.model.node.NodeFile;
import dev.ekube.model.node.NodeLink;
import dev.ekube.model.node.NodeUser;
import dev.ekube.model.node.PackageRepository;
import dev.ekube.model.node.PackageRequest;
import java.util.List;
import java.util.Optional;

/**
 * What node images consist of, as far as it was good. A part that is absent has a default that
 * depends on other parts of the file.
 */
public record DraftNodeImages(
    Optional<List<Placed<PackageRepository>>> repositories,
    Optional<List<Placed<PackageRequest>>> base,
    Optional<List<Placed<PackageRequest>>> control,
    Optional<List<Placed<NodeBinary>>> binaries,
    List<Placed<NodeFile>> files,
    List<Placed<NodeLink>> links,
    Units units,
    List<Placed<NodeUser>> users,
    List<Placed<AllowedScriptlet>> scriptlets,
    Optional<Placed<KubernetesImages>> kubernetes,
    List<Placed<String>> exclude) {

  /** {@code images.units}. */
  public record Units(
      List<Placed<String>> enable, List<Placed<String>> disable, List<Placed<String>> mask) {}
}
