package dev.ekube.containerd.store;

import dev.ekube.containerd.bolt.BoltFile;
import dev.ekube.containerd.bolt.Bucket;
import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * containerd's own database, {@code meta.db}: images, blobs and snapshots of one namespace
 * (containerd 1.6, metadata/buckets.go; 2.x reads the same and moves it on by itself).
 */
public final class MetadataDatabase {
  /** The one that the kubelet's containers live in. */
  static final String NAMESPACE = "k8s.io";

  static final String SNAPSHOTTER = "overlayfs";

  /** The newest that 1.6 knows; later ones carry over what they have changed since. */
  private static final long VERSION = 3;

  private static final String REFERENCE = "containerd.io/snapshot.ref";

  private final Bucket root = new Bucket();
  private final Bucket own;
  private final long time;

  public MetadataDatabase(long time) {
    this.time = time;
    Bucket schema = root.bucket("v1").put("version", GoBytes.signed(VERSION));
    this.own = schema.bucket(NAMESPACE);
  }

  public byte[] bytes() {
    return BoltFile.of(root);
  }

  /** A name of an image; the kubelet neither pulls it again nor takes it away. */
  public void image(String name, Descriptor target) {
    Bucket image = times(own.bucket("images").bucket(name), time);
    labels(
        image, Map.of("io.cri-containerd.image", "managed", "io.cri-containerd.pinned", "pinned"));
    image
        .bucket("target")
        .put("digest", target.digest().toString())
        .put("mediatype", target.mediaType())
        .put("size", GoBytes.signed(target.size()));
  }

  /** A blob; labels say what must stay as long as it stays. */
  public void blob(Digest digest, long size, Map<String, String> labels) {
    Bucket blob = times(own.bucket("content").bucket("blob").bucket(digest.toString()), time);
    labels(blob, labels);
    blob.put("size", GoBytes.signed(size));
  }

  /** All snapshots, each after its parent. */
  public void snapshots(List<Snapshot> snapshots) {
    Bucket all = own.bucket("snapshots").bucket(SNAPSHOTTER);
    for (Snapshot snapshot : snapshots) {
      String chain = snapshot.chain().toString();
      Bucket one = times(all.bucket(chain), time).put("name", snapshot.name());
      labels(one, labels(snapshot));
      snapshot
          .parent()
          .ifPresent(
              parent -> {
                one.put("parent", parent.chain().toString());
                all.bucket(parent.chain().toString()).bucket("children").put(chain, "");
              });
      all.sequence(snapshot.id());
    }
  }

  static Map<String, String> labels(Snapshot snapshot) {
    return Map.of(REFERENCE, snapshot.chain().toString());
  }

  /** The label of an image's configuration that keeps its unpacked layers. */
  public static String keepsSnapshot() {
    return "containerd.io/gc.ref.snapshot." + SNAPSHOTTER;
  }

  static Bucket times(Bucket bucket, long time) {
    return bucket.put("createdat", GoBytes.time(time)).put("updatedat", GoBytes.time(time));
  }

  static void labels(Bucket bucket, Map<String, String> labels) {
    SortedMap<String, String> sorted = new TreeMap<>(labels);
    if (!sorted.isEmpty()) {
      sorted.forEach(bucket.bucket("labels")::put);
    }
  }
}
