package dev.ekube.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.ekube.adapters.warewulf.Wwctl;
import dev.ekube.model.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What ekube relies on wwctl to do. The stand-in of each version always runs it, a real wwctl when
 * EKUBE_WWCTL names one: what one of them does, the other must do.
 */
class WwctlContractTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path folder;
  private Wwctls.Manager manager;

  private Wwctl.Result run(String... arguments) {
    return feed("", arguments);
  }

  private Wwctl.Result feed(String input, String... arguments) {
    return manager
        .wwctl()
        .run(new Wwctl.Call(manager.root().configuration(), List.of(arguments), input, LIMIT));
  }

  private boolean isOld() {
    return manager.version().isOld();
  }

  private void start(Wwctls.Maker maker) {
    manager = maker.in(folder.resolve("root"));
  }

  private Wwctl.Result put(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("import.yaml"), yaml);
    return isOld()
        ? feed("y\n", "node", "import", file.toString())
        : run("node", "import", "-y", file.toString());
  }

  private Map<String, Object> conf() throws IOException {
    return Texts.load(Files.readString(manager.root().nodesConf()));
  }

  private Map<String, Object> node(String name) throws IOException {
    return Texts.map(Texts.at(conf(), "nodes", name));
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void saysWhatItIsAndWhereThingsAre(Wwctls.Maker maker) {
    start(maker);
    assertThat(run("version").output()).contains("wwctl version:");
    Wwctl.Result printed = run("genconfig", "warewulfconf", "print");
    assertThat(printed.exitCode()).isZero();
    Map<String, Object> all = Texts.load(printed.output());
    SandboxRoot root = manager.root();
    assertThat(Texts.text(all, "paths", "sysconfdir")).isEqualTo(root.folder() + "/etc");
    assertThat(Texts.text(all, "paths", "wwoverlaydir")).isEqualTo(root.overlays().toString());
    assertThat(Texts.text(all, "paths", "wwchrootdir")).isEqualTo(root.imageRoots().toString());
    assertThat(Texts.text(all, "paths", "wwprovisiondir")).isEqualTo(root.provision().toString());
    assertThat(Texts.text(all, "warewulf", "port")).isEqualTo("9873");
    assertThat(Texts.text(all, "warewulf", "secure")).isEqualTo("true");
    assertThat(Texts.text(all, "warewulf", "update interval")).isEqualTo("60");
    assertThat(Texts.text(all, "dhcp", "range start")).isEqualTo("10.0.0.200");
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void keepsAllFieldsOfAnImportedNodeAndDropsUnknownOnes(Wwctls.Maker maker) throws IOException {
    start(maker);
    String key = manager.version().generation().imageKey();
    String args = isOld() ? "args: \"quiet a=25%d\"" : "args: [quiet, a=25%d]";
    Wwctl.Result result =
        put(
            """
            n0:
              profiles: [default]
              %s: image-1
              bogus key: 3
              system overlay: [ekube-a]
              runtime overlay: [ekube-a.hosts]
              root: tmpfs
              kernel: {%s}
              primary network: default
              network devices:
                default: {type: ethernet, onboot: "yes", device: net0, hwaddr: "52:54:00:00:00:10",
                          ipaddr: 10.0.0.20, netmask: 255.255.255.0, gateway: 10.0.0.1,
                          mtu: "1500", tags: {DNS1: 1.1.1.1}}
              ipmi: {ipaddr: 10.1.0.1, username: admin, password: "p%%s", interface: lanplus}
              tags: {ekube-cluster: a, "a%%s": "x: y", number: "0644"}
            """
                .formatted(key, args));
    assertThat(result.exitCode()).isZero();
    Map<String, Object> node = node("n0");
    assertThat(Texts.text(node, key)).isEqualTo("image-1");
    assertThat(node).doesNotContainKey("bogus key");
    assertThat(Texts.list(node.get("profiles"))).containsExactly("default");
    assertThat(Texts.list(node.get("system overlay"))).containsExactly("ekube-a");
    assertThat(Texts.list(node.get("runtime overlay"))).containsExactly("ekube-a.hosts");
    Object kept = Texts.at(node, "kernel", "args");
    assertThat(isOld() ? List.of(kept) : Texts.list(kept))
        .isEqualTo(isOld() ? List.of("quiet a=25%d") : List.of("quiet", "a=25%d"));
    assertThat(Texts.map(Texts.at(node, "network devices", "default")))
        .containsEntry("onboot", isOld() ? "true" : "yes")
        .containsEntry("hwaddr", "52:54:00:00:00:10")
        .containsEntry("mtu", "1500")
        .containsEntry("gateway", "10.0.0.1");
    assertThat(Texts.map(node.get("tags")))
        .containsEntry("a%s", "x: y")
        .containsEntry("number", "0644");
    assertThat(Texts.map(node.get("ipmi")))
        .containsEntry("password", "p%s")
        .containsEntry("interface", "lanplus");
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void refusesKernelArgumentsOfTheOtherGeneration(Wwctls.Maker maker) throws IOException {
    start(maker);
    String before = Files.readString(manager.root().nodesConf());
    Wwctl.Result result =
        put(isOld() ? "n0: {kernel: {args: [a, b]}}\n" : "n0: {kernel: {args: \"a b\"}}\n");
    assertThat(result.exitCode()).isEqualTo(isOld() ? 0 : 255);
    assertThat(result.errors().toLowerCase(Locale.ROOT)).contains("not parse import");
    assertThat(Files.readString(manager.root().nodesConf())).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void importReplacesOn45AndMergesLater(Wwctls.Maker maker) throws IOException {
    start(maker);
    put(
        """
        n0:
          comment: kept
          runtime overlay: [a, b]
          tags: {one: "1", two: "2"}
          kernel: {version: "5"}
          network devices: {default: {device: net0, mtu: "1500"}, second: {device: net1}}
        """);
    put(
        """
        n0:
          root: tmpfs
          runtime overlay: [c]
          tags: {two: "3"}
          ipmi: {username: u}
          network devices: {default: {device: net9}}
        """);
    Map<String, Object> node = node("n0");
    assertThat(Texts.text(node, "root")).isEqualTo("tmpfs");
    assertThat(Texts.list(node.get("runtime overlay"))).containsExactly("c");
    assertThat(Texts.text(node, "network devices", "default", "device")).isEqualTo("net9");
    if (isOld()) {
      assertThat(node).doesNotContainKeys("comment", "kernel");
      assertThat(Texts.map(node.get("tags"))).hasSize(1);
      assertThat(Texts.map(node.get("network devices"))).hasSize(1);
    } else {
      assertThat(Texts.text(node, "comment")).isEqualTo("kept");
      assertThat(Texts.text(node, "kernel", "version")).isEqualTo("5");
      assertThat(Texts.map(node.get("tags"))).containsEntry("one", "1").containsEntry("two", "3");
      assertThat(Texts.map(node.get("network devices"))).hasSize(2);
      // A device is replaced as a whole: gob decodes the values of a map anew.
      assertThat(Texts.map(Texts.at(node, "network devices", "default"))).doesNotContainKey("mtu");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void importsNothingWithoutAYes(Wwctls.Maker maker) throws IOException {
    start(maker);
    String before = Files.readString(manager.root().nodesConf());
    Path file = Files.writeString(folder.resolve("import.yaml"), "n0: {root: tmpfs}\n");
    assertThat(run("node", "import", file.toString()).exitCode()).isZero();
    assertThat(Files.readString(manager.root().nodesConf())).isEqualTo(before);
    Wwctl.Result missing = run("node", "import", folder.resolve("nowhere").toString());
    assertThat(missing.exitCode()).isNotZero();
    assertThat(missing.errors().toLowerCase(Locale.ROOT)).contains("could not open file");
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void deletesNamedNodesAndOnlyComplainsOfUnknownOnes(Wwctls.Maker maker) throws IOException {
    start(maker);
    put("n0: {root: tmpfs}\nn1: {root: tmpfs}\nn10: {root: tmpfs}\n");
    Wwctl.Result result = run("node", "delete", "-y", "n1", "nope");
    assertThat(result.errors()).contains("No match for node: nope");
    // 255 only says that no daemon is there to be told.
    if (result.exitCode() != 0) {
      assertThat(result.errors()).contains("reload");
    }
    assertThat(Texts.map(Texts.at(conf(), "nodes"))).containsOnlyKeys("n0", "n10");
    assertThat(Texts.text(conf(), "nodeprofiles", "default", "comment")).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void touchesNothingWhenNodesConfIsNoYaml(Wwctls.Maker maker) throws IOException {
    start(maker);
    Files.writeString(manager.root().nodesConf(), "nodes: [\n");
    assertThat(put("n0: {root: tmpfs}\n").exitCode()).isEqualTo(isOld() ? 1 : 255);
    assertThat(run("overlay", "build", "n0").exitCode()).isEqualTo(isOld() ? 1 : 255);
    assertThat(Files.readString(manager.root().nodesConf())).isEqualTo("nodes: [\n");
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void buildsOverlayImagesFromTheListsOfProfileAndNode(Wwctls.Maker maker) throws IOException {
    start(maker);
    FileTree first =
        FileTree.builder()
            .file("etc/plain", 0750, "first\n")
            .file("etc/both", 0600, "first\n")
            .file("etc/rendered.ww", 0640, "{{ nobackup -}}\n{{.Id}} {{ index .Tags \"role\" }}\n")
            .symlink("etc/link", "../elsewhere")
            .build();
    FileTree second =
        FileTree.builder()
            .file("etc/both", 0644, "second\n")
            .file("etc/plain.ww", 0600, "{{ nobackup }}{{ if eq .Id \"n0\" }}yes{{ end }}\n")
            .build();
    Trees.write(Wwctls.overlay(manager.root(), "ekube-a"), first);
    Trees.write(Wwctls.overlay(manager.root(), "ekube-a.control"), second);
    Trees.write(
        Wwctls.overlay(manager.root(), "ekube-a.hosts"),
        FileTree.builder().file("etc/hosts.ww", 0644, "{{nobackup}}{{.Ipaddr}}\n").build());
    String base = isOld() ? "wwinit, " : "";
    String runtime = isOld() ? "generic, " : "";
    put(
        """
        n0:
          profiles: [default]
          system overlay: [%sekube-a, ekube-a.control]
          runtime overlay: [%sekube-a.hosts]
          tags: {role: "a b"}
        n1: {profiles: [default]}
        """
            .formatted(base, runtime));
    Wwctl.Result result = run("overlay", "build", "n0");
    assertThat(result.exitCode()).isZero();
    assertThat(result.errors()).doesNotContain("failed");
    Path built = manager.root().provision().resolve("overlays/n0");
    FileTree system = Trees.unpack(built.resolve("__SYSTEM__.img"));
    assertThat(system.text("warewulf/wwinit")).isPresent();
    FileTree expected =
        FileTree.builder()
            .file("etc/both", 0600, "second\n")
            .symlink("etc/link", "../elsewhere")
            .file("etc/plain", 0750, "yes\n")
            .file("etc/rendered", 0640, "n0 a b\n")
            .build();
    assertThat(below(system, "etc/")).isEqualTo(expected);
    FileTree hosts = Trees.unpack(built.resolve("__RUNTIME__.img"));
    assertThat(hosts.entries()).containsOnlyKeys("etc/hosts");
    assertThat(hosts.text("etc/hosts")).contains("10.0.0.13\n");
    assertThat(built.resolve("__SYSTEM__.img.gz")).isNotEmptyFile();
    assertThat(built.resolve("__RUNTIME__.img.gz")).isNotEmptyFile();
    assertThat(manager.root().provision().resolve("overlays/n1")).doesNotExist();
  }

  private static FileTree below(FileTree tree, String prefix) {
    FileTree.Builder part = FileTree.builder();
    tree.entries()
        .forEach(
            (path, entry) -> {
              if (path.startsWith(prefix)) {
                part.put(path, entry);
              }
            });
    return part.build();
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void keepsABackupUnlessATemplateSaysNot(Wwctls.Maker maker) throws IOException {
    start(maker);
    Trees.write(
        Wwctls.overlay(manager.root(), "a"),
        FileTree.builder().file("etc/x", 0644, "old\n").build());
    Trees.write(
        Wwctls.overlay(manager.root(), "b"),
        FileTree.builder().file("etc/x.ww", 0644, "new\n").build());
    put("n0: {profiles: [default], runtime overlay: [a, b]}\n");
    assertThat(run("overlay", "build", "n0").exitCode()).isZero();
    FileTree runtime =
        Trees.unpack(manager.root().provision().resolve("overlays/n0/__RUNTIME__.img"));
    assertThat(runtime.text("etc/x")).contains("new\n");
    assertThat(runtime.text("etc/x.wwbackup")).contains("old\n");
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void buildsNothingForANodeThatIsNotThere(Wwctls.Maker maker) throws IOException {
    start(maker);
    put("n0: {profiles: [default]}\n");
    Wwctl.Result result = run("overlay", "build", "n0", "nope");
    assertThat(result.exitCode()).isEqualTo(255);
    assertThat(result.errors().toLowerCase(Locale.ROOT)).contains("failed to find nodes");
    assertThat(manager.root().provision().resolve("overlays/n0")).doesNotExist();
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void onlyWarnsOn45WhenOverlaysFail(Wwctls.Maker maker) throws IOException {
    start(maker);
    put("n0: {profiles: [default], system overlay: [missing]}\nn1: {profiles: [default]}\n");
    Wwctl.Result result = run("overlay", "build", "n0", "n1");
    assertThat(result.exitCode()).isEqualTo(isOld() ? 0 : 255);
    assertThat(result.errors()).contains("overlays failed to be generated").contains("n0");
    Path overlays = manager.root().provision().resolve("overlays");
    assertThat(overlays.resolve("n0/__SYSTEM__.img")).doesNotExist();
    assertThat(Files.exists(overlays.resolve("n1/__SYSTEM__.img"))).isEqualTo(!isOld());
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void packsNamedImagesAndStopsAtAnUnknownOne(Wwctls.Maker maker) throws IOException {
    start(maker);
    Path etc = manager.root().imageRoots().resolve("a/rootfs/etc");
    Files.createDirectories(etc);
    Files.writeString(etc.resolve("x"), "y");
    assertThat(run("container", "build", "-f", "a").exitCode()).isZero();
    Path images =
        manager.root().provision().resolve(manager.version().generation().imageDirectory());
    assertThat(Trees.unpack(images.resolve("a.img")).text("etc/x")).contains("y");
    assertThat(images.resolve("a.img.gz")).isNotEmptyFile();
    Wwctl.Result result = run("container", "build", "-f", "nope");
    assertThat(result.exitCode()).isEqualTo(255);
    assertThat(result.errors()).contains("does not exist").contains("nope");
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void complainsOfANodeWithoutIpmiAddress(Wwctls.Maker maker) throws IOException {
    start(maker);
    put("n0: {profiles: [default], ipmi: {username: u}}\nn1: {profiles: [none]}\n");
    Wwctl.Result result = run("power", "cycle", "n0");
    assertThat(result.errors()).containsPattern("(?m)^ERROR");
    assertThat(result.exitCode()).isEqualTo(isOld() ? 0 : 255);
    Wwctl.Result none = run("power", "cycle", "n1");
    assertThat(none.exitCode()).isEqualTo(isOld() ? 0 : 2);
    assertThat(none.errors()).contains(isOld() ? "No IPMI IP address" : "panic");
    assertThat(run("power", "cycle", "nope").exitCode()).isNotZero();
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void withoutCpioOnly45LooksLikeSuccess(Wwctls.Maker maker) throws IOException {
    start(maker);
    assumeFalse(manager.isReal(), "the real program's PATH is the tests' own");
    manager =
        new Wwctls.Manager(
            new StandInWwctl(manager.version(), new SubsetRenderer(), false),
            manager.root(),
            false);
    put("n0: {profiles: [default]}\n");
    Wwctl.Result result = run("overlay", "build", "n0");
    assertThat(result.exitCode()).isEqualTo(isOld() ? 0 : 255);
    assertThat(result.errors()).contains("overlays failed to be generated").contains("\"cpio\"");
  }
}
