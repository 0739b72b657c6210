package dev.ekube.cli.boot;

import dev.ekube.model.KubeVersion;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From one version of Kubernetes to another, under its policy of version skew: API servers one
 * minor version at a time, no kubelet newer than them. Control nodes boot first, so the latter
 * comes by itself.
 */
record VersionStep(KubeVersion from, KubeVersion to) {
  /** The scalar below {@code kubernetes:}, in block or in flow style. */
  private static final Pattern VERSION =
      Pattern.compile(
          "(?m)^(kubernetes:(?:[ \\t]*(?:#.*)?\\n"
              + "(?:[ \\t]+.*\\n"
              + "|[ \\t]*(?:#.*)?\\n"
              + ")*?[ \\t]+|.*?[{,][ \\t]*)version:[ \\t]*[\"']?)(v[0-9]+\\.[0-9]+\\.[0-9]+)");

  /** Why it must not be done, with what to do instead; nothing when it may. */
  Optional<String> refusal() {
    if (to.major() != from.major()) {
      return Optional.of(
          "%s is another major version than %s; no upgrade leads there".formatted(to, from));
    }
    if (to.compareTo(from) < 0) {
      return Optional.of(
          "%s is older than %s, and Kubernetes cannot read what a newer one has written; to undo"
                  .formatted(to, from)
              + " an upgrade: ekube rollback");
    }
    if (to.minor() > from.minor() + 1) {
      return Optional.of(
          "from %s to %s skips a minor version; go to v%d.%d first"
              .formatted(from, to, from.major(), from.minor() + 1));
    }
    return Optional.empty();
  }

  /** The text of a cluster.yaml with the new version in place; nothing where it has no place. */
  Optional<String> edited(String text) {
    Matcher version = VERSION.matcher(text);
    return version.find()
        ? Optional.of(text.substring(0, version.start(2)) + to + text.substring(version.end(2)))
        : Optional.empty();
  }
}
