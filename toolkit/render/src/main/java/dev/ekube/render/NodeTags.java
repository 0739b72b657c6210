package dev.ekube.render;

import dev.ekube.model.Check;
import dev.ekube.model.Cluster;
import dev.ekube.model.Node;
import dev.ekube.model.NodeEntry;
import dev.ekube.model.Role;
import dev.ekube.model.Taint;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tags through which a node's own values reach the few templates that Warewulf renders. A value
 * is never empty (Warewulf 4.5 drops such tags; a missing one reads as empty) and holds nothing
 * that YAML, Go's templates, a shell or systemd would read as more than text.
 */
final class NodeTags {
  /** The node's address on the provisioning network. */
  static final String ADDRESS = "ekube-address";

  /** Labels that the kubelet registers with: {@code key=value,key=value}. */
  static final String LABELS = "ekube-labels";

  /** Taints that the kubelet registers with: {@code key=value:Effect,key:Effect}. */
  static final String TAINTS = "ekube-taints";

  /** The interface that carries the virtual address, on control nodes only. */
  static final String INTERFACE = "ekube-interface";

  /** VRRP priority, on control nodes only. */
  static final String PRIORITY = "ekube-priority";

  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._:/=,@+-]+");

  private NodeTags() {}

  /** The site's tags and ekube's own. A site's tag that begins with {@code ekube-} is refused. */
  static SortedMap<String, String> of(Cluster cluster, Node node) {
    SortedMap<String, String> own = new TreeMap<>();
    own.put(NodeEntry.OWNER_TAG, cluster.name().value());
    own.put(NodeEntry.ROLE_TAG, node.role().word());
    own.put(ADDRESS, node.address().toString());
    own.put(LABELS, labels(node));
    own.put(TAINTS, taints(node));
    if (node.role() == Role.CONTROL) {
      int rank = cluster.controlNodes().indexOf(node);
      own.put(INTERFACE, node.primary().device());
      own.put(PRIORITY, Integer.toString(Tuning.vrrpPriority(rank)));
    }
    own.values().removeIf(String::isEmpty);
    own.forEach(
        (key, value) ->
            Check.that(
                HARMLESS.matcher(value).matches(),
                "node %s: tag %s cannot carry %s",
                node.name(),
                key,
                value));
    SortedMap<String, String> all = new TreeMap<>(node.tags());
    all.keySet()
        .forEach(
            key ->
                Check.that(
                    !key.startsWith("ekube-"), "node %s: tag %s is ekube's", node.name(), key));
    all.putAll(own);
    return all;
  }

  private static String labels(Node node) {
    return node.labels().entrySet().stream()
        .map(label -> label.getKey() + "=" + label.getValue())
        .collect(Collectors.joining(","));
  }

  private static String taints(Node node) {
    return node.taints().stream().map(Taint::toString).collect(Collectors.joining(","));
  }
}
