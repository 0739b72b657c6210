package dev.ekube.lock;

import dev.ekube.model.Architecture;
import dev.ekube.oci.manifest.ManifestReader;
import dev.ekube.spec.rule.format.ImageRefFormat;
import dev.ekube.spec.schema.Field;
import dev.ekube.spec.schema.Shape;
import dev.ekube.spec.schema.Shape.Fields;
import dev.ekube.spec.schema.Shape.ListOf;
import dev.ekube.spec.schema.Shape.OneOf;
import dev.ekube.spec.schema.Shape.Text;
import dev.ekube.spec.schema.Shape.Whole;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The shape of a cluster.lock.yaml. */
final class LockShape {
  static final String API_VERSION = "ekube.dev/v1alpha1";
  static final String KIND = "ClusterLock";

  private static final String EXAMPLE = "{kind: oci, size: 2190, digest: \"sha256:…\"}";

  static final Fields ROOT =
      new Fields(
          "lock",
          "All that is pinned.",
          List.of(
              required("apiVersion", new OneOf(List.of(API_VERSION)), API_VERSION),
              required("kind", new OneOf(List.of(KIND)), KIND),
              required("architecture", new OneOf(architectures()), "amd64"),
              required("images", new ListOf(image(), 0), "[]"),
              PackageShape.field()));

  private LockShape() {}

  private static Fields image() {
    Fields index = manifest("index", ManifestKind.OCI_INDEX, ManifestKind.DOCKER_LIST);
    Fields manifest = manifest("manifest", ManifestKind.OCI, ManifestKind.DOCKER);
    return new Fields(
        "image",
        "One image.",
        List.of(
            required("name", new Text(ImageRefFormat.RULE), "registry.k8s.io/pause:3.10"),
            new Field("index", index, false, Optional.empty(), "Its platforms.", EXAMPLE),
            required("manifest", manifest, EXAMPLE)));
  }

  private static Fields manifest(String name, ManifestKind... kinds) {
    List<String> words = Arrays.stream(kinds).map(ManifestKind::word).toList();
    return new Fields(
        name,
        "One manifest.",
        List.of(
            required("kind", new OneOf(words), words.getFirst()),
            required("size", new Whole(2, ManifestReader.MAX_BYTES), "2190"),
            required("digest", new Text(DigestFormat.RULE), "sha256:…")));
  }

  private static List<String> architectures() {
    return Arrays.stream(Architecture.values()).map(Architecture::toString).toList();
  }

  private static Field required(String key, Shape shape, String example) {
    return new Field(key, shape, true, Optional.empty(), "What is pinned.", example);
  }
}
