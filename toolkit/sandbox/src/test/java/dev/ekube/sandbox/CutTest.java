package dev.ekube.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.adapters.warewulf.Disk;
import dev.ekube.adapters.warewulf.Reloader;
import dev.ekube.adapters.warewulf.WarewulfAdapter;
import dev.ekube.adapters.warewulf.Wwctl;
import dev.ekube.apply.port.PortException;
import dev.ekube.model.Clusters;
import dev.ekube.model.NodeEntry;
import dev.ekube.model.NodeName;
import dev.ekube.render.Rendered;
import dev.ekube.render.Renderer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Cuts the adapter before and after every effect that it has, and in the middle of what wwctl
 * writes; whatever was cut, the next run ends where an uncut one ends.
 */
class CutTest {
  private static final String FOREIGN =
      """
      nodes:
        other0:
          comment: not ekube's
          asset key: "0644"
          disks: {/dev/vda: {wipe_table: "true"}}
          network devices: {default: {device: eth9, hwaddr: "52:54:00:00:99:99"}}
        removed0: {tags: {ekube-cluster: demo}, root: tmpfs}
      """;

  @TempDir Path folder;

  /** The process is gone: no handler of the code under test may get to see it. */
  private static final class Cut extends Error {
    private static final long serialVersionUID = 1;
  }

  /** Counts effects and cuts at one of them; once cut, nothing has any effect any more. */
  private static final class Scissors {
    private final int at;
    private int effects;

    Scissors(int at) {
      this.at = at;
    }

    void snip() {
      if (effects++ >= at) {
        throw new Cut();
      }
    }
  }

  /** Cut before an effect; the effect after the last one that ran is the next one's before. */
  private record CutDisk(Disk disk, Scissors scissors) implements Disk {
    @Override
    public void directory(Path directory) {
      scissors.snip();
      disk.directory(directory);
    }

    @Override
    public void write(Path file, String text, int mode) {
      scissors.snip();
      disk.write(file, text.substring(0, text.length() / 2), mode);
      scissors.snip();
      disk.write(file, text, mode);
    }

    @Override
    public void alike(Path file, Path model) {
      scissors.snip();
      disk.alike(file, model);
    }

    @Override
    public void rename(Path from, Path to) {
      scissors.snip();
      disk.rename(from, to);
    }

    @Override
    public void remove(Path path) {
      scissors.snip();
      disk.remove(path);
    }
  }

  /** Has room for so many files and no more. */
  private static final class FullDisk implements Disk {
    private final Disk disk;
    private int room;

    FullDisk(Disk disk, int room) {
      this.disk = disk;
      this.room = room;
    }

    @Override
    public void directory(Path directory) {
      disk.directory(directory);
    }

    @Override
    public void write(Path file, String text, int mode) {
      if (room-- <= 0) {
        disk.write(file, text.substring(0, text.length() / 2), mode);
        throw PortException.failed(
            "tried to write " + file + " but No space left on device", "df -h " + file);
      }
      disk.write(file, text, mode);
    }

    @Override
    public void alike(Path file, Path model) {
      disk.alike(file, model);
    }

    @Override
    public void rename(Path from, Path to) {
      disk.rename(from, to);
    }

    @Override
    public void remove(Path path) {
      disk.remove(path);
    }
  }

  /** Cut before and after a call, and after half of what it writes. */
  private record CutWwctl(Wwctl wwctl, Scissors scissors) implements Wwctl {
    @Override
    public Result run(Call call) {
      scissors.snip();
      Result result = wwctl.run(call);
      Path staged = call.configuration().resolveSibling("warewulf").resolve("nodes.conf");
      if (Files.exists(staged)) {
        halved(staged);
      }
      scissors.snip();
      return result;
    }

    private void halved(Path file) {
      try {
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() / 2));
        scissors.snip();
        Files.writeString(file, whole);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String identity() {
      return wwctl.identity();
    }
  }

  private WarewulfAdapter adapter(SandboxRoot root, Path state, Wwctl wwctl, Disk disk) {
    return new WarewulfAdapter(
        wwctl, root.configuration(), state, Reloader.none(), line -> {}, disk);
  }

  @ParameterizedTest
  @EnumSource(WarewulfVersion.class)
  void nodesConfIsTheOldOrTheNewOneWhereverItIsCut(WarewulfVersion version) throws IOException {
    Rendered rendered = new Renderer().render(Clusters.demo());
    List<NodeName> removed = List.of(new NodeName("removed0"));
    String wanted = uncut(version, rendered.nodes(), removed);
    boolean ended = false;
    int cuts = 0;
    while (!ended) {
      SandboxRoot root = root(version, "cut" + cuts);
      String old = Files.readString(root.nodesConf());
      Path state = folder.resolve("state" + cuts);
      Wwctl wwctl = new StandInWwctl(version);
      Scissors scissors = new Scissors(cuts);
      try {
        adapter(root, state, new CutWwctl(wwctl, scissors), new CutDisk(Disk.real(), scissors))
            .updateNodes(rendered.nodes(), removed);
        ended = true;
      } catch (Cut e) {
        assertThat(Files.readString(root.nodesConf())).isIn(old, wanted);
      }
      adapter(root, state, wwctl, Disk.real()).updateNodes(rendered.nodes(), removed);
      assertThat(Files.readString(root.nodesConf())).isEqualTo(wanted);
      assertThat(root.nodesConf().resolveSibling(".ekube").resolve("stage")).doesNotExist();
      cuts++;
    }
    assertThat(cuts).isGreaterThan(15);
    assertThat(wanted).contains("0644", "not ekube's").doesNotContain("removed0");
  }

  private String uncut(WarewulfVersion version, List<NodeEntry> put, List<NodeName> removed)
      throws IOException {
    SandboxRoot root = root(version, "uncut");
    adapter(root, folder.resolve("state-uncut"), new StandInWwctl(version), Disk.real())
        .updateNodes(put, removed);
    return Files.readString(root.nodesConf());
  }

  private SandboxRoot root(WarewulfVersion version, String name) throws IOException {
    SandboxRoot root = SandboxRoot.create(folder.resolve(name), version);
    Map<String, Object> conf = Texts.load(Files.readString(root.nodesConf()));
    conf.putAll(Texts.load(FOREIGN));
    Files.writeString(root.nodesConf(), Texts.dump(conf));
    return root;
  }

  @ParameterizedTest
  @EnumSource(WarewulfVersion.class)
  void aFullDiskLeavesNodesConfAloneAndIsToldByName(WarewulfVersion version) throws IOException {
    SandboxRoot root = root(version, "full");
    String old = Files.readString(root.nodesConf());
    Rendered rendered = new Renderer().render(Clusters.demo());
    int effects = 0;
    boolean ended = false;
    while (!ended) {
      FullDisk full = new FullDisk(Disk.real(), effects++);
      WarewulfAdapter adapter =
          adapter(root, folder.resolve("full-state"), new StandInWwctl(version), full);
      try {
        adapter.updateNodes(rendered.nodes(), List.of());
        ended = true;
      } catch (PortException e) {
        assertThat(e).hasMessageContaining("No space left on device");
        assertThat(e.hint()).contains("df -h");
        assertThat(Files.readString(root.nodesConf())).isEqualTo(old);
      }
    }
    assertThat(effects).isGreaterThan(3);
    assertThat(adapter(root, folder, new StandInWwctl(version), Disk.real()).nodes()).hasSize(7);
  }

  @ParameterizedTest
  @EnumSource(WarewulfVersion.class)
  void whatWasBuiltIsOnlyRememberedOfWholeBuilds(WarewulfVersion version) throws IOException {
    Rendered rendered = new Renderer().render(Clusters.demo());
    SortedMap<NodeName, String> digests = new TreeMap<>();
    rendered.nodes().forEach(entry -> digests.put(entry.name(), "new"));
    SortedMap<NodeName, String> old = new TreeMap<>();
    digests.keySet().forEach(name -> old.put(name, "old"));
    boolean ended = false;
    int cuts = 0;
    while (!ended) {
      SandboxRoot root = SandboxRoot.create(folder.resolve("built" + cuts), version);
      Path state = folder.resolve("built-state" + cuts);
      Wwctl wwctl = new StandInWwctl(version);
      WarewulfAdapter before = adapter(root, state, wwctl, Disk.real());
      before.updateNodes(rendered.nodes(), List.of());
      Trees.write(root, rendered.overlays());
      before.buildOverlays(old);
      Scissors scissors = new Scissors(cuts);
      try {
        adapter(root, state, new CutWwctl(wwctl, scissors), new CutDisk(Disk.real(), scissors))
            .buildOverlays(digests);
        ended = true;
      } catch (Cut e) {
        SortedMap<NodeName, String> known =
            adapter(root, state, wwctl, Disk.real()).builtOverlays();
        assertThat(known).isIn(old, new TreeMap<>(), digests);
      }
      WarewulfAdapter after = adapter(root, state, wwctl, Disk.real());
      after.buildOverlays(digests);
      assertThat(after.builtOverlays()).isEqualTo(digests);
      cuts++;
    }
    assertThat(cuts).isGreaterThan(5);
  }
}
