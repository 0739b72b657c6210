package dev.ekube.adapters.warewulf;

import dev.ekube.model.NodeEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * One node of nodes.conf as {@code ekube init --from-warewulf} takes it over.
 *
 * @param cluster the cluster of ekube's that it belongs to
 */
public record KnownNode(
    String name,
    Optional<String> image,
    List<String> profiles,
    Optional<String> cluster,
    List<Interface> interfaces) {
  public KnownNode {
    profiles = List.copyOf(profiles);
    interfaces = List.copyOf(interfaces);
  }

  /** One network device of a node, its values as they are written; not checked. */
  public record Interface(
      String name,
      Optional<String> device,
      Optional<String> mac,
      Optional<String> address,
      Optional<String> netmask,
      Optional<String> gateway,
      boolean primary) {}

  static KnownNode of(Generation generation, String name, Node node) {
    return new KnownNode(
        name,
        Yaml.text(node, generation.imageKey()),
        Yaml.texts(Yaml.at(node, "profiles")),
        Yaml.text(node, "tags", NodeEntry.OWNER_TAG),
        interfaces(node));
  }

  private static List<Interface> interfaces(Node node) {
    Optional<String> primary = Yaml.text(node, "primary network");
    Map<String, Node> devices = Yaml.entries(Yaml.at(node, "network devices"));
    String first =
        primary.orElseGet(() -> devices.keySet().stream().sorted().findFirst().orElse(""));
    List<Interface> all = new ArrayList<>();
    new TreeMap<>(devices)
        .forEach(
            (name, d) ->
                all.add(
                    new Interface(
                        name,
                        Yaml.text(d, "device"),
                        Yaml.text(d, "hwaddr"),
                        Yaml.text(d, "ipaddr"),
                        Yaml.text(d, "netmask"),
                        Yaml.text(d, "gateway"),
                        name.equals(first))));
    return all;
  }
}
