package dev.ekube.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.adapters.warewulf.Reloader;
import dev.ekube.adapters.warewulf.WarewulfAdapter;
import dev.ekube.adapters.warewulf.Wwctl;
import dev.ekube.apply.port.PortException;
import dev.ekube.model.Clusters;
import dev.ekube.model.NodeEntry;
import dev.ekube.model.NodeName;
import dev.ekube.render.ManagerFacts;
import dev.ekube.render.NodeView;
import dev.ekube.render.Rendered;
import dev.ekube.render.Renderer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not ekube's stays as it is, and what is ekube's is what was rendered. */
class OwnershipTest {
  @TempDir Path folder;
  private Wwctls.Manager manager;
  private final List<String> lines = new ArrayList<>();
  private final Rendered rendered = new Renderer().render(Clusters.demo());

  private WarewulfAdapter start(Wwctls.Maker maker) {
    manager = maker.in(folder.resolve("root"));
    return adapter(manager.wwctl(), Reloader.none());
  }

  private WarewulfAdapter adapter(Wwctl wwctl, Reloader reloader) {
    Path state = folder.resolve("state");
    return new WarewulfAdapter(wwctl, manager.root().configuration(), state, reloader, lines::add);
  }

  private Map<String, Object> conf() throws IOException {
    Map<String, Object> all = Texts.load(Files.readString(manager.root().nodesConf()));
    // The one number in the file: wwctl 4.5 refuses a text here.
    all.replace("WW_INTERNAL", 45);
    return all;
  }

  /** Puts nodes into nodes.conf as the site's admin would. */
  private void site(String nodes) throws IOException {
    Map<String, Object> all = conf();
    all.put("nodes", Texts.load(nodes));
    Files.writeString(manager.root().nodesConf(), Texts.dump(all));
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void keepsForeignNodesProfilesAndTheFilesModeAndOwner(Wwctls.Maker maker) throws IOException {
    WarewulfAdapter adapter = start(maker);
    site(
        """
        other0:
          comment: "50% of it: ours"
          asset key: "0644"
          discoverable: "true"
          runtime overlay: [a, ~b]
          network devices:
            default: {hwaddr: "52:54:00:00:99:99", ipaddr: 10.0.0.77, onboot: "true"}
          ipmi: {ipaddr: 10.9.0.1, password: "s3cret"}
          tags: {x: "yes", ekube-cluster: another}
        bare: {}
        """);
    Object profiles = conf().get("nodeprofiles");
    Object other = Texts.at(conf(), "nodes", "other0");
    Files.setPosixFilePermissions(
        manager.root().nodesConf(), PosixFilePermissions.fromString("rw-r-----"));
    adapter.updateNodes(rendered.nodes(), List.of());
    adapter.updateNodes(rendered.nodes().subList(0, 1), List.of(new NodeName("worker1")));
    assertThat(conf().get("nodeprofiles")).isEqualTo(profiles);
    assertThat(Texts.at(conf(), "nodes", "other0")).isEqualTo(other);
    assertThat(Texts.map(Texts.at(conf(), "nodes"))).containsKey("bare").hasSize(6);
    assertThat(Files.getPosixFilePermissions(manager.root().nodesConf()))
        .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void refusesNodesOfOthers(Wwctls.Maker maker) throws IOException {
    WarewulfAdapter adapter = start(maker);
    site("control0: {tags: {ekube-cluster: another}}\nplain: {comment: x}\n");
    String before = Files.readString(manager.root().nodesConf());
    assertThatThrownBy(() -> adapter.updateNodes(rendered.nodes(), List.of()))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("control0")
        .hasMessageContaining("another");
    assertThatThrownBy(() -> adapter.updateNodes(List.of(), List.of(new NodeName("plain"))))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("plain");
    assertThat(Files.readString(manager.root().nodesConf())).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void refusesAProfileThatIsNotThere(Wwctls.Maker maker) throws IOException {
    WarewulfAdapter adapter = start(maker);
    Map<String, Object> all = conf();
    all.put("nodeprofiles", Texts.load("other: {comment: a}"));
    Files.writeString(manager.root().nodesConf(), Texts.dump(all));
    String before = Files.readString(manager.root().nodesConf());

    assertThatThrownBy(() -> adapter.updateNodes(rendered.nodes(), List.of()))
        .isInstanceOfSatisfying(PortException.class, e -> assertThat(e.isPrecondition()).isTrue())
        .hasMessageContaining("the profile default")
        .hasMessageContaining("none of that name");
    assertThat(Files.readString(manager.root().nodesConf())).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void clearsAwayWhatAKilledRunLeft(Wwctls.Maker maker) throws IOException {
    WarewulfAdapter adapter = start(maker);
    adapter.updateNodes(rendered.nodes(), List.of());
    Path stage = manager.root().nodesConf().resolveSibling(".ekube").resolve("stage");
    Files.createDirectories(stage.resolve("warewulf"));
    Path record = folder.resolve("state/built-overlays");
    Files.writeString(record, "gone0 0123\n");
    Files.writeString(record.resolveSibling(".built-overlays.new"), "gone");

    adapter.recover();

    assertThat(stage).doesNotExist();
    assertThat(record.resolveSibling(".built-overlays.new")).doesNotExist();
    assertThat(record).isEmptyFile();
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void refusesWhenWwctlWouldDropWhatTheSiteWrote(Wwctls.Maker maker) throws IOException {
    WarewulfAdapter adapter = start(maker);
    site("other0: {comment: x, nonsense key: kept by hand}\n");
    String before = Files.readString(manager.root().nodesConf());
    assertThatThrownBy(() -> adapter.updateNodes(rendered.nodes(), List.of()))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("other0")
        .hasMessageContaining("nonsense key");
    assertThat(Files.readString(manager.root().nodesConf())).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void adoptsANodeAndKeepsWhatItDoesNotManage(Wwctls.Maker maker) throws IOException {
    WarewulfAdapter adapter = start(maker);
    site(
        """
        control0:
          comment: rack 7
          init: /sbin/init
          ipmi: {password: secret, port: "623"}
          network devices: {old: {device: eth5}, default: {device: eth0, mtu: "9000"}}
          tags: {gone: x}
        """);
    adapter.updateNodes(rendered.nodes(), List.of());
    NodeEntry entry = rendered.nodes().getFirst();
    assertThat(adapter.nodes().get("control0").fields()).isEqualTo(entry.fields());
    Map<String, Object> node = Texts.map(Texts.at(conf(), "nodes", "control0"));
    assertThat(Texts.text(node, "comment")).isEqualTo("rack 7");
    assertThat(Texts.text(node, "ipmi", "password")).isEqualTo("secret");
    assertThat(Texts.text(node, "ipmi", "port")).isEqualTo("623");
    assertThat(Texts.map(node.get("network devices"))).containsOnlyKeys("default");
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void takesInWhatSomebodyElseWritesMeanwhile(Wwctls.Maker maker) throws IOException {
    start(maker);
    Wwctl meddled = new Meddler(manager.wwctl(), () -> add("late0"));
    adapter(meddled, Reloader.none()).updateNodes(rendered.nodes(), List.of());
    assertThat(adapter(manager.wwctl(), Reloader.none()).nodes())
        .containsKeys("late0", "control0", "worker1");
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void saysWhenTheDaemonWasNotTold(Wwctls.Maker maker) {
    start(maker);
    WarewulfAdapter adapter = adapter(manager.wwctl(), () -> Optional.of("it sleeps"));
    adapter.updateNodes(rendered.nodes(), List.of());
    assertThat(lines).containsExactly("it sleeps");
    adapter.updateNodes(List.of(), List.of(new NodeName("nobody")));
    assertThat(lines).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void buildsExactlyWhatIsRendered(Wwctls.Maker maker) throws IOException {
    WarewulfAdapter adapter = start(maker);
    adapter.updateNodes(rendered.nodes(), List.of());
    Trees.write(manager.root(), rendered.overlays());
    SortedMap<NodeName, String> digests = new TreeMap<>();
    rendered.nodes().forEach(entry -> digests.put(entry.name(), "digest"));
    adapter.buildOverlays(digests);
    ManagerFacts facts =
        new ManagerFacts(BuildHost.name(), adapter.install().address().orElseThrow());
    for (NodeEntry entry : rendered.nodes()) {
      NodeView view = NodeView.of(rendered, entry.name(), facts);
      Path built = adapter.install().builtOverlays().resolve(entry.name().value());
      assertThat(Trees.unpack(built.resolve("__SYSTEM__.img")).entries())
          .containsAllEntriesOf(view.system().entries());
      assertThat(Trees.unpack(built.resolve("__RUNTIME__.img")).entries().keySet())
          .noneMatch(path -> path.endsWith(".wwbackup"));
      assertThat(Trees.unpack(built.resolve("__RUNTIME__.img")).entries())
          .containsAllEntriesOf(view.runtime().entries());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void removesImagesOfFormerNodesOnly(Wwctls.Maker maker) throws IOException {
    WarewulfAdapter adapter = start(maker);
    adapter.updateNodes(rendered.nodes(), List.of());
    NodeName gone = new NodeName("worker1");
    NodeName stays = new NodeName("worker0");
    Path built = adapter.install().builtOverlays();
    for (String name : List.of("worker0", "worker1", "stranger")) {
      Files.createDirectories(built.resolve(name));
      Files.writeString(built.resolve(name).resolve("__SYSTEM__.img"), "x");
    }
    adapter.updateNodes(List.of(), List.of(gone));
    assertThat(adapter.builtOverlays()).containsOnlyKeys(gone);
    adapter.removeBuiltOverlays(List.of(gone, stays, new NodeName("stranger")));
    assertThat(built.resolve("worker1")).doesNotExist();
    assertThat(built.resolve("worker0")).exists();
    assertThat(built.resolve("stranger")).exists();
    assertThat(adapter.builtOverlays()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void aNodeWithoutIpmiIsAFailureWhateverTheExitCode(Wwctls.Maker maker) {
    WarewulfAdapter adapter = start(maker);
    adapter.updateNodes(rendered.nodes(), List.of());
    assertThatThrownBy(() -> adapter.powerCycle(List.of(new NodeName("control0"))))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("power-cycle");
  }

  private void add(String name) {
    try {
      Map<String, Object> all = conf();
      Map<String, Object> nodes = Texts.map(all.get("nodes"));
      nodes.put(name, new TreeMap<>(Map.of("comment", "discovered")));
      all.put("nodes", nodes);
      Files.writeString(manager.root().nodesConf(), Texts.dump(all));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Does something else while the first import runs. */
  private static final class Meddler implements Wwctl {
    private final Wwctl wwctl;
    private final Runnable meanwhile;
    private boolean done;

    Meddler(Wwctl wwctl, Runnable meanwhile) {
      this.wwctl = wwctl;
      this.meanwhile = meanwhile;
    }

    @Override
    public Result run(Call call) {
      if (!done && call.arguments().contains("import")) {
        done = true;
        meanwhile.run();
      }
      return wwctl.run(call);
    }

    @Override
    public String identity() {
      return wwctl.identity();
    }
  }
}
