package dev.ekube.containerd.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ekube.containerd.bolt.BoltFile;
import dev.ekube.containerd.bolt.Bucket;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The snapshotter's database, {@code metadata.db}: which folder holds what, upon what (containerd
 * 1.6 and 2.x, snapshots/storage/bolt.go).
 */
public final class SnapshotDatabase {
  private static final byte COMMITTED = 3;

  private SnapshotDatabase() {}

  /** The file's bytes for these snapshots, each after its parent. */
  public static byte[] of(List<Snapshot> snapshots, long time) {
    Bucket root = new Bucket();
    Bucket schema = root.bucket("v1");
    Bucket all = schema.bucket("snapshots");
    Bucket parents = schema.bucket("parents");
    for (Snapshot snapshot : snapshots) {
      Bucket one = MetadataDatabase.times(all.bucket(snapshot.name()), time);
      one.put("id", GoBytes.unsigned(snapshot.id()))
          .put("kind", new byte[] {COMMITTED})
          .put("inodes", GoBytes.signed(snapshot.inodes()))
          .put("size", GoBytes.signed(snapshot.bytes()));
      MetadataDatabase.labels(one, MetadataDatabase.labels(snapshot));
      snapshot
          .parent()
          .ifPresent(
              parent -> {
                one.put("parent", parent.name());
                parents.put(link(parent.id(), snapshot.id()), snapshot.name().getBytes(UTF_8));
              });
      all.sequence(snapshot.id());
    }
    return BoltFile.of(root);
  }

  /** Both numbers with a zero between them. */
  private static byte[] link(long parent, long child) {
    byte[] first = GoBytes.unsigned(parent);
    byte[] second = GoBytes.unsigned(child);
    return ByteBuffer.allocate(first.length + 1 + second.length)
        .put(first)
        .put((byte) 0)
        .put(second)
        .array();
  }
}
