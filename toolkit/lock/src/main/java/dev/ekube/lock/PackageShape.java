package dev.ekube.lock;

import dev.ekube.model.node.NodeImageKind;
import dev.ekube.oci.Digest;
import dev.ekube.spec.rule.FormatRule;
import dev.ekube.spec.schema.Field;
import dev.ekube.spec.schema.Shape;
import dev.ekube.spec.schema.Shape.Fields;
import dev.ekube.spec.schema.Shape.ListOf;
import dev.ekube.spec.schema.Shape.OneOf;
import dev.ekube.spec.schema.Shape.Text;
import dev.ekube.spec.schema.Shape.Whole;
import dev.ekube.spec.yaml.Yaml;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How a package stands in the lock file: its shape, read and written. */
final class PackageShape {
  /** The line that begins the packages. */
  static final String KEY = "packages:";

  private static final List<String> KINDS =
      List.of(
          "pre-in",
          "post-in",
          "pre-un",
          "post-un",
          "pre-trans",
          "post-trans",
          "pre-un-trans",
          "post-un-trans",
          "verify",
          "trigger",
          "file-trigger",
          "trans-file-trigger");

  private static final FormatRule NEVRA =
      new LockedWord(
          "bad-nevra",
          "a package",
          "kubelet-1.32.1-150500.1.1.x86_64",
          "[A-Za-z0-9._+~^:-]+-[A-Za-z0-9._+~^:]+-[A-Za-z0-9._+~^]+\\.[a-z0-9_]+",
          "A package is name-[epoch:]version-release.architecture.");

  private static final FormatRule WORD =
      new LockedWord(
          "bad-locked-word", "a word", "kubernetes", "\\S+", "A word is without spaces.");

  private static final FormatRule KEY_PRINT =
      new LockedWord(
          "bad-locked-key",
          "the fingerprint of a key",
          "de15b14486cd377b9e876e1a234654da9a296436",
          "[0-9a-f]{40}",
          "The fingerprint of a key is 40 lower-case hex digits.");

  private PackageShape() {}

  static Field field() {
    Fields script =
        new Fields(
            "scriptlet",
            "One scriptlet.",
            List.of(
                required("kind", new OneOf(KINDS), "post-in"),
                required("digest", new Text(DigestFormat.RULE), "sha256:…")));
    Fields one =
        new Fields(
            "package",
            "One package.",
            List.of(
                required("name", new Text(NEVRA), "jq-1.6-17.el9.x86_64"),
                required("image", new OneOf(images()), "base"),
                required("repository", new Text(WORD), "kubernetes"),
                required("url", new Text(WORD), "https://…"),
                required("size", new Whole(1, Integer.MAX_VALUE), "190000"),
                required("digest", new Text(DigestFormat.RULE), "sha256:…"),
                required("key", new Text(KEY_PRINT), "de15…"),
                optional("scriptlets", new ListOf(script, 0), "[]")));
    return optional("packages", new ListOf(one, 0), "[]");
  }

  static LockedPackage read(Yaml.Entries entry) {
    List<LockedPackage.Script> scripts = new ArrayList<>();
    entry
        .get("scriptlets")
        .ifPresent(
            list ->
                ((Yaml.Items) list)
                    .values().stream()
                        .map(item -> (Yaml.Entries) item)
                        .map(
                            item ->
                                new LockedPackage.Script(
                                    text(item, "kind"), Digest.parse(text(item, "digest"))))
                        .forEach(scripts::add));
    return new LockedPackage(
        text(entry, "name"),
        NodeImageKind.of(text(entry, "image")),
        text(entry, "repository"),
        text(entry, "url"),
        Long.parseLong(text(entry, "size")),
        Digest.parse(text(entry, "digest")),
        text(entry, "key"),
        scripts);
  }

  /** The lines of all packages; none when there are none. */
  static List<String> lines(List<LockedPackage> packages) {
    List<String> lines = new ArrayList<>();
    if (!packages.isEmpty()) {
      lines.add(KEY);
    }
    for (LockedPackage one : packages) {
      lines.add("  - name: \"" + one.nevra() + "\"");
      lines.add("    image: " + one.image().word());
      lines.add("    repository: " + one.repository());
      lines.add("    url: \"" + one.url() + "\"");
      lines.add("    size: " + one.size());
      lines.add("    digest: \"" + one.digest() + "\"");
      lines.add("    key: \"" + one.key() + "\"");
      if (!one.scriptlets().isEmpty()) {
        lines.add("    scriptlets:");
      }
      for (LockedPackage.Script script : one.scriptlets()) {
        lines.add("      - {kind: " + script.kind() + ", digest: \"" + script.digest() + "\"}");
      }
    }
    return lines;
  }

  private static List<String> images() {
    return Arrays.stream(NodeImageKind.values()).map(NodeImageKind::word).toList();
  }

  private static String text(Yaml.Entries entry, String key) {
    return ((Yaml.Scalar) entry.get(key).orElseThrow()).text();
  }

  private static Field required(String key, Shape shape, String example) {
    return new Field(key, shape, true, Optional.empty(), "What is pinned.", example);
  }

  private static Field optional(String key, Shape shape, String example) {
    return new Field(key, shape, false, Optional.empty(), "What is pinned.", example);
  }
}
