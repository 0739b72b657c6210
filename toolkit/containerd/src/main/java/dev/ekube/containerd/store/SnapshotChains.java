package dev.ekube.containerd.store;

import dev.ekube.oci.Digest;
import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The unpacked layers of many images; what two images share from the bottom up is there once. */
public final class SnapshotChains {
  /** A snapshot and what a mount of it shows. */
  private record Mounted(Snapshot snapshot, Tree tree) {}

  private final Map<Digest, Mounted> chains = new LinkedHashMap<>();
  private final long time;

  public SnapshotChains(long time) {
    this.time = time;
  }

  /** A layer without its compression. */
  public record Layer(Digest diffId, Content.Stretch tar) {}

  /** Adds an image's layers from the lowest up; the name of the whole chain. */
  public Optional<Digest> add(List<Layer> layers) throws IOException {
    Optional<Mounted> below = Optional.empty();
    for (Layer layer : layers) {
      Digest chain = chain(below.map(one -> one.snapshot().chain()), layer.diffId());
      Mounted known = chains.get(chain);
      if (known == null) {
        known = lay(below, chain, layer);
        chains.put(chain, known);
      }
      below = Optional.of(known);
    }
    return below.map(one -> one.snapshot().chain());
  }

  private Mounted lay(Optional<Mounted> below, Digest chain, Layer layer) throws IOException {
    Tree under = below.map(Mounted::tree).orElseGet(() -> new Tree(time));
    Tree upper = OverlayLayer.of(under, layer.tar(), time);
    Snapshot snapshot =
        new Snapshot(chains.size() + 1L, chain, below.map(Mounted::snapshot), upper);
    return new Mounted(snapshot, OverlayLayer.mounted(under, upper));
  }

  /** All, each after its parent. */
  public List<Snapshot> all() {
    return chains.values().stream().map(Mounted::snapshot).toList();
  }

  private static Digest chain(Optional<Digest> below, Digest layer) {
    return below
        .map(under -> Digest.of((under + " " + layer).getBytes(StandardCharsets.UTF_8)))
        .orElse(layer);
  }
}
