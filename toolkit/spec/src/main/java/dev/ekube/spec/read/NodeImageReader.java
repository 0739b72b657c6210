package dev.ekube.spec.read;

import dev.ekube.model.node.AllowedScriptlet;
import dev.ekube.model.node.KubernetesImages;
import dev.ekube.model.node.NodeBinary;
import dev.ekube.model.node.NodeFile;
import dev.ekube.model.node.NodeImageKind;
import dev.ekube.model.node.NodeLink;
import dev.ekube.model.node.NodeUser;
import dev.ekube.model.node.PackageRepository;
import dev.ekube.model.node.PackageRequest;
import dev.ekube.spec.draft.DraftNodeImages;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** The part of {@code images} that says what node images consist of. */
final class NodeImageReader {
  private final References references;

  NodeImageReader(References references) {
    this.references = references;
  }

  DraftNodeImages read(View v) {
    View packages = v.nested("packages");
    View units = v.nested("units");
    return new DraftNodeImages(
        given(v, "repositories", this::repository),
        requests(packages, "base"),
        requests(packages, "control"),
        given(v, "binaries", NodeImageReader::binary),
        all(v, "files", this::file),
        all(v, "links", NodeImageReader::link),
        new DraftNodeImages.Units(
            units.texts("enable"), units.texts("disable"), units.texts("mask")),
        all(v, "users", NodeImageReader::user),
        all(v, "scriptlets", NodeImageReader::scriptlet),
        v.text("kubernetes", text -> KubernetesImages.valueOf(text.toUpperCase(Locale.ROOT))),
        v.texts("exclude"));
  }

  private static Optional<List<Placed<PackageRequest>>> requests(View v, String key) {
    return v.has(key) ? Optional.of(v.texts(key, PackageRequest::parse)) : Optional.empty();
  }

  private static <T> Optional<List<Placed<T>>> given(
      View v, String key, Function<View, Optional<Placed<T>>> read) {
    return v.has(key) ? Optional.of(all(v, key, read)) : Optional.empty();
  }

  /** The entries that are whole; the others have been complained about. */
  private static <T> List<Placed<T>> all(
      View v, String key, Function<View, Optional<Placed<T>>> read) {
    List<Placed<T>> all = new ArrayList<>();
    for (Yaml item : v.items(key)) {
      if (item instanceof Yaml.Entries entries && entries.spoiled().isEmpty()) {
        read.apply(new View(entries)).ifPresent(all::add);
      }
    }
    return List.copyOf(all);
  }

  private Optional<Placed<PackageRepository>> repository(View v) {
    for (Placed<String> key : v.texts("keys")) {
      if (!key.value().contains("://")) {
        references.content(key);
      }
    }
    return v.text("name")
        .map(
            name ->
                new Placed<>(
                    new PackageRepository(
                        name.value(),
                        text(v, "url"),
                        plain(v, "keys"),
                        plain(v, "fingerprints"),
                        v.whole("priority").orElseThrow().value(),
                        plain(v, "excludes"),
                        plain(v, "mirrors")),
                    name.place()));
  }

  private static Optional<Placed<NodeBinary>> binary(View v) {
    return v.text("path")
        .map(
            path ->
                new Placed<>(
                    new NodeBinary(
                        text(v, "url"),
                        v.text("sha256").map(Placed::value),
                        v.text("member").map(Placed::value),
                        path.value(),
                        mode(v),
                        images(v)),
                    path.place()));
  }

  private Optional<Placed<NodeFile>> file(View v) {
    Optional<Placed<String>> from = v.text("from");
    from.ifPresent(references::content);
    NodeFile.Content content =
        from.<NodeFile.Content>map(f -> new NodeFile.Content.From(f.value()))
            .orElseGet(() -> new NodeFile.Content.Inline(text(v, "content")));
    return v.text("path")
        .map(
            path ->
                new Placed<>(
                    new NodeFile(
                        path.value(),
                        content,
                        mode(v),
                        text(v, "owner"),
                        text(v, "group"),
                        images(v)),
                    path.place()));
  }

  private static Optional<Placed<NodeLink>> link(View v) {
    return v.text("path")
        .map(p -> new Placed<>(new NodeLink(p.value(), text(v, "to"), images(v)), p.place()));
  }

  private static Optional<Placed<NodeUser>> user(View v) {
    return v.text("name")
        .map(
            name ->
                new Placed<>(
                    new NodeUser(
                        name.value(),
                        v.whole("uid")
                            .map(uid -> OptionalInt.of(uid.value()))
                            .orElse(OptionalInt.empty()),
                        v.text("group").map(Placed::value).orElse(name.value()),
                        text(v, "home"),
                        text(v, "shell"),
                        plain(v, "groups")),
                    name.place()));
  }

  private static Optional<Placed<AllowedScriptlet>> scriptlet(View v) {
    return v.text("package")
        .map(
            name ->
                new Placed<>(
                    new AllowedScriptlet(
                        name.value(), AllowedScriptlet.Kind.of(text(v, "kind")), text(v, "sha256")),
                    name.place()));
  }

  private static SortedSet<NodeImageKind> images(View v) {
    return new TreeSet<>(plain(v, "images").stream().map(NodeImageKind::of).toList());
  }

  private static int mode(View v) {
    return Integer.parseInt(text(v, "mode"), 8);
  }

  private static String text(View v, String key) {
    return v.text(key).orElseThrow().value();
  }

  private static List<String> plain(View v, String key) {
    return v.texts(key).stream().map(Placed::value).toList();
  }
}
