package dev.ekube.sandbox;

import dev.ekube.adapters.warewulf.Generation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A node as its templates and its overlay images see it.
 *
 * @param hasIpmi an {@code ipmi} section comes from the node or a profile
 * @param hasIpmiTemplate the command for its power is named; 4.5 has it built in
 * @param ipmiAddress empty when none is known
 */
record EffectiveNode(
    String name,
    List<String> systemOverlays,
    List<String> runtimeOverlays,
    SortedMap<String, String> tags,
    boolean hasIpmi,
    boolean hasIpmiTemplate,
    String ipmiAddress) {

  /** Merges sources in rising order of precedence: profiles, then the node's own entry. */
  static EffectiveNode of(WarewulfVersion version, String name, List<Map<String, Object>> sources) {
    Generation generation = version.generation();
    SortedMap<String, String> tags = new TreeMap<>();
    String address = "";
    for (Map<String, Object> source : sources) {
      Texts.map(source.get("tags")).forEach((key, value) -> tags.put(key, value.toString()));
      String own = Texts.text(source, "ipmi", "ipaddr");
      address = own.isEmpty() ? address : own;
    }
    return new EffectiveNode(
        name,
        overlays(sources, "system overlay", generation.systemOverlays()),
        overlays(sources, "runtime overlay", generation.runtimeOverlays()),
        tags,
        sources.stream().anyMatch(source -> source.containsKey("ipmi")),
        sources.stream().anyMatch(source -> !Texts.text(source, "ipmi", "template").isEmpty()),
        address);
  }

  /** Lists add up; {@code ~NAME} takes one away; what is built in counts only for no list. */
  private static List<String> overlays(
      List<Map<String, Object>> sources, String key, List<String> builtIn) {
    List<String> all = new ArrayList<>();
    sources.forEach(source -> all.addAll(Texts.list(source.get(key))));
    if (all.isEmpty()) {
      return builtIn;
    }
    List<String> negated =
        all.stream().filter(n -> n.startsWith("~")).map(n -> n.substring(1)).toList();
    return all.stream().filter(n -> !n.startsWith("~") && !negated.contains(n)).toList();
  }
}
