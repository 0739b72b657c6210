package dev.ekube.adapters.warewulf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.apply.port.PortException;
import dev.ekube.model.Clusters;
import dev.ekube.model.ImageName;
import dev.ekube.model.Ipv4;
import dev.ekube.model.MacAddress;
import dev.ekube.model.Node;
import dev.ekube.model.NodeEntry;
import dev.ekube.model.NodeName;
import dev.ekube.model.OverlayName;
import dev.ekube.plan.Observed.ObservedNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodesConfTest {
  private static final Path FILE = Path.of("/etc/warewulf/nodes.conf");

  static List<Generation> generations() {
    return List.of(Generation.V4_5, Generation.V4_6, Generation.V4_7);
  }

  private static NodesConf parse(Generation generation, String text) {
    return NodesConf.parse(text, FILE, generation, Optional.empty());
  }

  private static NodeEntry entry(List<String> kernelArgs) {
    Node node = Clusters.demo().nodes().getFirst();
    return new NodeEntry(
        node.name(),
        new ImageName("k8s"),
        List.of("default"),
        List.of(new OverlayName("ekube-demo")),
        List.of(new OverlayName("ekube-demo.hosts")),
        kernelArgs,
        node.devices(),
        new TreeMap<>(Map.of(NodeEntry.OWNER_TAG, "demo", "rack", "yes")),
        Optional.empty());
  }

  /** What reading gives after the import text stands in nodes.conf. */
  private static ObservedNode written(
      Generation generation, NodeEntry entry, String old, Optional<String> defaults) {
    NodesConf before = NodesConf.parse(old, FILE, generation, defaults);
    String imported = before.importText(List.of(entry));
    String profiles = old.contains("nodes:") ? old.substring(0, old.indexOf("nodes:")) : old;
    String after = profiles + "nodes:\n" + imported.indent(2);
    return NodesConf.parse(after, FILE, generation, defaults).observed().get(entry.name().value());
  }

  @ParameterizedTest
  @MethodSource("generations")
  void readsBackWhatItWrites(Generation generation) {
    for (List<String> args : List.of(List.<String>of(), List.of("a=1", "b"))) {
      assertThat(written(generation, entry(args), "", Optional.empty()).fields())
          .isEqualTo(entry(args).fields());
    }
  }

  @Test
  void repeatsOn45WhatANodeWouldLose() {
    NodesConf conf = parse(Generation.V4_5, "nodeprofiles: {default: {comment: x}}\n");
    assertThat(conf.importText(List.of(entry(List.of("a=1")))))
        .contains("[\"wwinit\", \"ekube-demo\"]")
        .contains("[\"generic\", \"ekube-demo.hosts\"]")
        .contains("\"quiet crashkernel=no vga=791 net.naming-scheme=v238 a=1\"");
  }

  @Test
  void takesOverlaysAndArgumentsOfA45ProfileAsTheyStand() {
    String old =
        """
        nodeprofiles:
          default: {system overlay: [site], kernel: {args: "console=ttyS0"}}
        """;
    assertThat(parse(Generation.V4_5, old).importText(List.of(entry(List.of("a=1")))))
        .contains("[\"ekube-demo\"]")
        .contains("[\"generic\", \"ekube-demo.hosts\"]")
        .contains("\"console=ttyS0 a=1\"");
    assertThat(written(Generation.V4_5, entry(List.of("a=1")), old, Optional.empty()).fields())
        .isEqualTo(entry(List.of("a=1")).fields());
  }

  @Test
  void heedsDefaultsOf45() {
    Optional<String> defaults =
        Optional.of("defaultnode: {system overlay: [mine], kernel: {args: calm}}");
    NodesConf conf = NodesConf.parse("", FILE, Generation.V4_5, defaults);
    assertThat(conf.importText(List.of(entry(List.of("a=1")))))
        .contains("[\"mine\", \"ekube-demo\"]")
        .contains("\"calm a=1\"");
    assertThat(written(Generation.V4_5, entry(List.of()), "", defaults).fields())
        .isEqualTo(entry(List.of()).fields());
  }

  @Test
  void showsOn45WhatAListHasLost() {
    NodesConf conf =
        parse(
            Generation.V4_5,
            """
            nodes:
              n0: {system overlay: [ekube-demo], kernel: {args: "a=1"}}
            """);
    assertThat(conf.observed().get("n0").fields())
        .containsEntry("overlays.system", "~wwinit ekube-demo")
        .containsEntry("kernel.args", "~quiet ~crashkernel=no ~vga=791 ~net.naming-scheme=v238 a=1")
        .containsEntry("overlays.runtime", "");
  }

  @ParameterizedTest
  @MethodSource("generations")
  void keepsWhatItDoesNotManage(Generation generation) {
    String old =
        """
        nodes:
          control0:
            comment: "site: one"
            asset key: 0644
            discoverable: yes
            root: initramfs
            ipmi: {ipaddr: 10.9.9.9, username: gone, password: secret, write: true}
            kernel: {version: 5.14}
            disks: {/dev/vda: {wipe_table: true, partitions: {a: {size_mib: 10}}}}
            network devices:
              default: {device: old0, onboot: no, ipaddr6: "fe80::1"}
              gone: {device: net7}
            tags: {gone: x}
        """;
    String text = parse(generation, old).importText(List.of(entry(List.of())));
    assertThat(text)
        .contains("\"site: one\"", "0644", "secret", "5.14", "wipe_table", "10", "fe80::1")
        .contains("\"onboot\": no")
        .contains("\"discoverable\": yes")
        .doesNotContain("gone", "old0", "net7", "10.9.9.9", "initramfs");
    assertThat(written(generation, entry(List.of()), old, Optional.empty()).fields())
        .isEqualTo(entry(List.of()).fields());
  }

  @Test
  void readsForeignAndOddContent() {
    NodesConf conf =
        parse(
            Generation.V4_6,
            """
            x-site: &base {root: tmpfs, tags: {rack: 7}}
            nodeprofiles: 3
            nodes:
              a: null
              b: [1, 2]
              c:
                <<: *base
                tags: {ekube-cluster: Not A Name, flag: true}
                network devices:
                  default: {hwaddr: nonsense, ipaddr: 10.0.0.300, mtu: 9000}
                  second: {hwaddr: 52-54-00-AA-00-01, ipaddr: 10.0.0.7}
            """);
    assertThat(conf.observed()).containsOnlyKeys("a", "b", "c");
    ObservedNode c = conf.observed().get("c");
    assertThat(c.owner()).isEmpty();
    assertThat(c.fields())
        .containsEntry("root", "tmpfs")
        .containsEntry("tag.flag", "true")
        .containsEntry("device.default.mtu", "9000")
        .containsEntry("device.second.mac", "52:54:00:aa:00:01");
    assertThat(c.macs()).containsExactly(MacAddress.parse("52:54:00:aa:00:01"));
    assertThat(c.addresses()).containsExactly(Ipv4.parse("10.0.0.7"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nodes: [", "just text", "- a\n- b\n", "a: b: c"})
  void saysWhereItIsNoYaml(String text) {
    assertThatThrownBy(() -> parse(Generation.V4_7, text))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("/etc/warewulf/nodes.conf");
  }

  @Test
  void anEmptyFileHasNoNodes() {
    assertThat(parse(Generation.V4_7, "").observed()).isEmpty();
    assertThat(parse(Generation.V4_7, "# nothing\n").known()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("generations")
  void listsNodesForANewClusterFile(Generation generation) {
    NodesConf conf =
        parse(
            generation,
            """
            nodes:
              n10:
                %s: rocky
                profiles: [default, big]
                primary network: prov
                network devices:
                  bmc: {device: eth1}
                  prov: {device: eth0, hwaddr: "52:54:00:00:00:01", ipaddr: 10.0.0.5}
              n2: {tags: {ekube-cluster: demo}}
            """
                .formatted(generation.imageKey()));
    assertThat(conf.known()).extracting(KnownNode::name).containsExactly("n10", "n2");
    KnownNode first = conf.known().getFirst();
    assertThat(first.image()).contains("rocky");
    assertThat(first.interfaces())
        .filteredOn(KnownNode.Interface::primary)
        .singleElement()
        .satisfies(
            i -> {
              assertThat(i.mac()).contains("52:54:00:00:00:01");
              assertThat(i.address()).contains("10.0.0.5");
            });
    assertThat(conf.known().getLast().cluster()).contains("demo");
    assertThat(NodeName.isValid(first.name())).isTrue();
  }
}
