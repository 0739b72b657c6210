package dev.ekube.containerd.judge;

import dev.ekube.containerd.bolt.BoltReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a containerd's two databases say, but for what differs from one to the next: times, numbers
 * of snapshots, sizes on a disk, and the names that only a kubelet's pull gives.
 */
record Databases(
    SortedMap<String, String> images,
    SortedMap<String, String> blobs,
    SortedMap<String, String> snapshots,
    SortedMap<String, String> snapshotter) {
  private static final String LAYER = "/labels/containerd.io/gc.ref.content.l.";
  private static final String NUMBER = "k8s\\.io/[0-9]+/";

  static Databases in(Path root) throws IOException {
    SortedMap<String, String> metadata = read(root, "io.containerd.metadata.v1.bolt/meta.db");
    SortedMap<String, String> snapshotter =
        read(root, "io.containerd.snapshotter.v1.overlayfs/metadata.db");
    SortedMap<String, String> images = below(metadata, "v1/k8s.io/images/");
    // An archive's index has annotations; a registry's answer has none.
    images.keySet().removeIf(key -> !key.contains(":v1/") || key.contains("/annotations/"));
    SortedMap<String, String> blobs = below(metadata, "v1/k8s.io/content/blob/");
    Set<String> packed = packedLayers(blobs);
    blobs
        .keySet()
        .removeIf(
            key ->
                packed.contains(key.substring(0, key.indexOf('/')))
                    || key.contains(LAYER)
                    || key.contains("/containerd.io/distribution.source."));
    SortedMap<String, String> links = new TreeMap<>();
    // Keys of links are numbers; what is left of them is whom they lead to.
    below(snapshotter, "v1/parents/").values().forEach(child -> links.put("child " + child, ""));
    SortedMap<String, String> own = below(snapshotter, "v1/snapshots/");
    own.keySet().removeIf(key -> key.endsWith("/id") || key.endsWith("/size"));
    own.putAll(links);
    return new Databases(images, blobs, below(metadata, "v1/k8s.io/snapshots/"), own);
  }

  /** Which an import keeps, and a kubelet's pull does not. */
  private static Set<String> packedLayers(Map<String, String> blobs) {
    return blobs.entrySet().stream()
        .filter(blob -> blob.getKey().contains(LAYER))
        .map(Map.Entry::getValue)
        .collect(Collectors.toSet());
  }

  private static SortedMap<String, String> below(Map<String, String> all, String path) {
    SortedMap<String, String> below = new TreeMap<>();
    all.forEach(
        (key, value) -> {
          boolean isTime = key.endsWith("/createdat") || key.endsWith("/updatedat");
          // Only a pull, which unpacks while it fetches, labels snapshots.
          boolean ofPull = key.endsWith("/labels/containerd.io/snapshot.ref");
          boolean kept = !key.endsWith("/") && !isTime && !ofPull;
          if (key.startsWith(path) && kept) {
            below.put(
                key.substring(path.length()).replaceAll(NUMBER, ""), value.replaceAll(NUMBER, ""));
          }
        });
    return below;
  }

  private static SortedMap<String, String> read(Path root, String file) throws IOException {
    return BoltReader.read(Files.readAllBytes(root.resolve(file)));
  }
}
