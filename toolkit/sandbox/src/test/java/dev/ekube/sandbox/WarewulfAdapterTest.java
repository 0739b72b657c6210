package dev.ekube.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.adapters.warewulf.Reloader;
import dev.ekube.adapters.warewulf.WarewulfAdapter;
import dev.ekube.apply.port.PortException;
import dev.ekube.model.ClusterName;
import dev.ekube.model.Clusters;
import dev.ekube.model.ImageName;
import dev.ekube.model.NodeEntry;
import dev.ekube.model.NodeName;
import dev.ekube.render.Rendered;
import dev.ekube.render.Renderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The adapter against every wwctl there is. */
class WarewulfAdapterTest {
  @TempDir Path folder;
  private Wwctls.Manager manager;
  private CountingWwctl wwctl;
  private final List<String> lines = new ArrayList<>();

  private WarewulfAdapter start(Wwctls.Maker maker) {
    manager = maker.in(folder.resolve("root"));
    wwctl = new CountingWwctl(manager.wwctl());
    return again();
  }

  private WarewulfAdapter again() {
    return new WarewulfAdapter(
        wwctl,
        manager.root().configuration(),
        folder.resolve("state"),
        Reloader.none(),
        lines::add);
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void asksWarewulfOnceAndRemembers(Wwctls.Maker maker) {
    WarewulfAdapter adapter = start(maker);
    assertThat(adapter.nodes()).isEmpty();
    assertThat(adapter.install().generation()).isEqualTo(manager.version().generation());
    assertThat(adapter.install().nodesConf()).isEqualTo(manager.root().nodesConf());
    assertThat(adapter.install().port()).isEqualTo(9873);
    assertThat(wwctl.verbs()).hasSize(2);
    wwctl.forget();
    again().nodes();
    assertThat(wwctl.verbs()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void writesEveryFieldOfARenderedClusterInOneCall(Wwctls.Maker maker) {
    WarewulfAdapter adapter = start(maker);
    Rendered rendered = new Renderer().render(Clusters.demo());
    adapter.nodes();
    wwctl.forget();
    adapter.updateNodes(rendered.nodes(), List.of());
    assertThat(wwctl.verbs()).containsExactly("node import");
    for (NodeEntry entry : rendered.nodes()) {
      assertThat(adapter.nodes().get(entry.name().value()).fields()).isEqualTo(entry.fields());
      assertThat(adapter.nodes().get(entry.name().value()).owner())
          .contains(new ClusterName("demo"));
    }
    wwctl.forget();
    adapter.updateNodes(rendered.nodes().subList(0, 2), List.of(new NodeName("worker0")));
    assertThat(wwctl.verbs()).containsExactly("node delete", "node import");
    assertThat(adapter.nodes()).doesNotContainKey("worker0").hasSize(4);
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void buildsOverlaysOfAllNodesInOneCall(Wwctls.Maker maker) throws IOException {
    WarewulfAdapter adapter = start(maker);
    Rendered rendered = new Renderer().render(Clusters.demo());
    adapter.updateNodes(rendered.nodes(), List.of());
    Trees.write(manager.root(), rendered.overlays());
    wwctl.forget();
    SortedMap<NodeName, String> digests = new TreeMap<>();
    rendered.nodes().forEach(entry -> digests.put(entry.name(), "digest-" + entry.name()));
    adapter.buildOverlays(digests);
    assertThat(wwctl.verbs()).containsExactly("overlay build");
    assertThat(again().builtOverlays()).isEqualTo(digests);
    Files.delete(
        adapter.install().builtOverlays().resolve("control0").resolve("__SYSTEM__.img.gz"));
    assertThat(again().builtOverlays()).doesNotContainKey(new NodeName("control0")).hasSize(4);
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void needsFourCallsForAThousandNodes(Wwctls.Maker maker) throws IOException {
    WarewulfAdapter adapter = start(maker);
    Rendered rendered = new Renderer().render(Clusters.large(1000));
    adapter.nodes();
    wwctl.forget();
    adapter.updateNodes(rendered.nodes(), List.of());
    adapter.updateNodes(rendered.nodes(), List.of());
    adapter.nodes();
    assertThat(wwctl.verbs()).containsExactly("node import", "node delete", "node import");
    assertThat(adapter.nodes()).hasSize(1003);
    Trees.write(manager.root(), rendered.overlays());
    wwctl.forget();
    SortedMap<NodeName, String> digests = new TreeMap<>();
    rendered.nodes().stream()
        .limit(manager.isReal() ? 20 : 100)
        .forEach(entry -> digests.put(entry.name(), "digest"));
    adapter.buildOverlays(digests);
    adapter.builtOverlays();
    assertThat(wwctl.verbs()).containsExactly("overlay build");
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void namesTheNodeWhoseOverlaysFail(Wwctls.Maker maker) throws IOException {
    WarewulfAdapter adapter = start(maker);
    Rendered rendered = new Renderer().render(Clusters.demo());
    adapter.updateNodes(rendered.nodes(), List.of());
    Trees.write(manager.root(), rendered.overlays());
    Path bad = Wwctls.overlay(manager.root(), "ekube-demo.worker").resolve("etc/bad.ww");
    Files.createDirectories(bad.getParent());
    Files.writeString(bad, "{{ if eq .Id \"worker1\" }}");
    SortedMap<NodeName, String> digests = new TreeMap<>();
    rendered.nodes().forEach(entry -> digests.put(entry.name(), "digest"));
    assertThatThrownBy(() -> adapter.buildOverlays(digests))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("worker1");
    assertThat(adapter.builtOverlays().keySet().stream().map(NodeName::value))
        .contains("control0", "control1", "control2")
        .doesNotContain("worker0", "worker1");
  }

  @ParameterizedTest
  @MethodSource("dev.ekube.sandbox.Wwctls#all")
  void packsImagesInOneCall(Wwctls.Maker maker) throws IOException {
    WarewulfAdapter adapter = start(maker);
    List<ImageName> images = List.of(new ImageName("a"), new ImageName("b"));
    for (ImageName image : images) {
      Path etc = manager.root().imageRoots().resolve(image.value()).resolve("rootfs/etc");
      Files.createDirectories(etc);
      Files.writeString(etc.resolve("x"), "y");
    }
    assertThat(adapter.images(false)).containsExactlyInAnyOrderElementsOf(images);
    assertThat(adapter.images(true)).isEmpty();
    wwctl.forget();
    adapter.publishImages(images);
    assertThat(wwctl.verbs()).containsExactly("container build");
    assertThat(adapter.images(true)).containsExactlyInAnyOrderElementsOf(images);
    assertThatThrownBy(() -> adapter.publishImages(List.of(new ImageName("c"))))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("c");
  }
}
