package dev.ekube.lock;

import dev.ekube.model.Architecture;
import dev.ekube.model.ImageRef;
import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.spec.read.ShapeCheck;
import dev.ekube.spec.rule.Found;
import dev.ekube.spec.yaml.Yaml;
import dev.ekube.spec.yaml.YamlReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a cluster.lock.yaml: the same YAML and the same kinds of problems as cluster.yaml. */
public final class LockReader {
  private LockReader() {}

  /**
   * Reads a file.
   *
   * @param fileName as problems are to name it
   * @param bytes the file's content, whatever it is
   */
  public static LockResult read(String fileName, byte[] bytes) {
    Found found = new Found();
    Optional<Yaml.Entries> fitting =
        YamlReader.read(fileName, bytes, found)
            .map(tree -> new ShapeCheck(found).fields(tree, LockShape.ROOT));
    if (fitting.isEmpty() || found.hasErrors()) {
      return new LockResult.Bad(found.sorted());
    }
    Map<ImageRef, LockedImage> images = new LinkedHashMap<>();
    for (Yaml item : items(fitting.get())) {
      LockedImage image = image((Yaml.Entries) item);
      if (images.putIfAbsent(image.name(), image) != null) {
        found.add(LockedTwice.RULE.at(item.place(), image.name().value()));
      }
    }
    Map<String, LockedPackage> packages = new LinkedHashMap<>();
    for (Yaml item : fitting.get().get("packages").map(LockReader::values).orElse(List.of())) {
      LockedPackage one = PackageShape.read((Yaml.Entries) item);
      if (packages.putIfAbsent(one.image() + " " + one.nevra(), one) != null) {
        found.add(LockedTwice.RULE.at(item.place(), one.nevra()));
      }
    }
    if (found.hasErrors()) {
      return new LockResult.Bad(found.sorted());
    }
    String architecture = text(fitting.get(), "architecture").toUpperCase(Locale.ROOT);
    return new LockResult.Good(
        new Lock(
            Architecture.valueOf(architecture),
            List.copyOf(images.values()),
            List.copyOf(packages.values())));
  }

  /** The images as they stand in the file, in its order. */
  static List<Yaml> items(Yaml.Entries root) {
    return ((Yaml.Items) root.get("images").orElseThrow()).values();
  }

  private static List<Yaml> values(Yaml list) {
    return ((Yaml.Items) list).values();
  }

  static LockedImage image(Yaml.Entries entry) {
    Descriptor manifest = descriptor((Yaml.Entries) entry.get("manifest").orElseThrow());
    Descriptor top =
        entry.get("index").map(index -> descriptor((Yaml.Entries) index)).orElse(manifest);
    return new LockedImage(new ImageRef(text(entry, "name")), top, manifest);
  }

  private static Descriptor descriptor(Yaml.Entries entry) {
    return new Descriptor(
        ManifestKind.ofWord(text(entry, "kind")).mediaType(),
        Digest.parse(text(entry, "digest")),
        Long.parseLong(text(entry, "size")));
  }

  private static String text(Yaml.Entries entry, String key) {
    return ((Yaml.Scalar) entry.get(key).orElseThrow()).text();
  }
}
