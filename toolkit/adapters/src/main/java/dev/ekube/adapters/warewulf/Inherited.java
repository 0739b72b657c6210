package dev.ekube.adapters.warewulf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * What a node has besides its own entry and would lose by naming something of its own. Warewulf 4.5
 * gives built-in overlays only to nodes that name none, and a node's kernel arguments replace those
 * of its profiles; so ekube writes what is inherited before its own. Later generations add the
 * lists up by themselves, and nothing is repeated.
 */
final class Inherited {
  private final Generation generation;
  private final Map<String, Node> profiles;
  private final List<String> systemOverlays;
  private final List<String> runtimeOverlays;
  private final String kernelArgs;

  /**
   * Reads profiles and defaults.
   *
   * @param profiles {@code nodeprofiles} of nodes.conf
   * @param defaults {@code defaultnode} of 4.5's defaults.conf; it replaces what is built in
   */
  Inherited(Generation generation, Map<String, Node> profiles, Optional<Node> defaults) {
    this.generation = generation;
    this.profiles = profiles;
    this.systemOverlays =
        defaults
            .map(d -> Yaml.texts(Yaml.at(d, "system overlay")))
            .orElseGet(generation::systemOverlays);
    this.runtimeOverlays =
        defaults
            .map(d -> Yaml.texts(Yaml.at(d, "runtime overlay")))
            .orElseGet(generation::runtimeOverlays);
    this.kernelArgs =
        defaults
            .map(d -> Yaml.text(d, "kernel", "args").orElse(""))
            .orElseGet(generation::kernelArgs);
  }

  List<String> systemOverlays(List<String> nodeProfiles) {
    return anyNames(nodeProfiles, "system overlay") ? List.of() : systemOverlays;
  }

  List<String> runtimeOverlays(List<String> nodeProfiles) {
    return anyNames(nodeProfiles, "runtime overlay") ? List.of() : runtimeOverlays;
  }

  /** Words that a node's own arguments must repeat to keep them. */
  List<String> kernelArgs(List<String> nodeProfiles) {
    if (!generation.kernelArgsAsText()) {
      return List.of();
    }
    String args = kernelArgs;
    for (String profile : nodeProfiles) {
      args = ofProfile(profile).flatMap(p -> Yaml.text(p, "kernel", "args")).orElse(args);
    }
    return words(args);
  }

  private boolean anyNames(List<String> nodeProfiles, String key) {
    return nodeProfiles.stream()
        .flatMap(profile -> ofProfile(profile).stream())
        .anyMatch(profile -> !Yaml.texts(Yaml.at(profile, key)).isEmpty());
  }

  private Optional<Node> ofProfile(String name) {
    return Optional.ofNullable(profiles.get(name));
  }

  /** {@code base} before {@code own}; nothing at all when there is nothing of its own. */
  static List<String> joined(List<String> base, List<String> own) {
    if (own.isEmpty()) {
      return List.of();
    }
    List<String> all = new ArrayList<>(base);
    all.addAll(own);
    return all;
  }

  /**
   * The inverse of {@link #joined}: what stands there without the base. A list that lacks the base
   * shows what is lost as {@code ~NAME}, in Warewulf's own spelling, and so never looks right.
   */
  static List<String> own(List<String> base, List<String> written) {
    if (written.isEmpty()) {
      return List.of();
    }
    if (written.size() >= base.size() && written.subList(0, base.size()).equals(base)) {
      return written.subList(base.size(), written.size());
    }
    List<String> all = new ArrayList<>(base.stream().map(name -> "~" + name).toList());
    all.addAll(written);
    return all;
  }

  static List<String> words(String text) {
    String stripped = text.strip();
    return stripped.isEmpty() ? List.of() : List.of(stripped.split("\\s+", -1));
  }
}
