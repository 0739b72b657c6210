package dev.ekube.containerd;

import dev.ekube.containerd.store.MetadataDatabase;
import dev.ekube.containerd.store.Snapshot;
import dev.ekube.containerd.store.SnapshotChains;
import dev.ekube.containerd.store.SnapshotDatabase;
import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.store.BlobStore;
import dev.ekube.rootfs.base.Unpacked;
import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;

/**
 * Lays images out as containerd would have them after it had pulled and unpacked them with {@code
 * discard_unpacked_layers}: manifests and configurations as blobs, layers unpacked, packed layers
 * gone. A containerd that starts on the folder has nothing left to do. The same images give the
 * same bytes.
 */
public final class PreparedImages {
  static final String CONTENT = "io.containerd.content.v1.content";
  static final String METADATA = "io.containerd.metadata.v1.bolt";
  private static final String OVERLAY = "io.containerd.snapshotter.v1.overlayfs";

  private final BlobStore store;
  private final Tree tree;
  private final long time;

  private PreparedImages(BlobStore store, long time) {
    this.store = store;
    this.time = time;
    this.tree = new Tree(time);
  }

  /**
   * What is to lie in {@code /var/lib/containerd}.
   *
   * @param layers keeps layers without their compression
   * @param time of all that has none of its own, seconds since 1970
   */
  public static Tree of(BlobStore store, Collection<LockedImage> images, Unpacked layers, long time)
      throws IOException {
    PreparedImages made = new PreparedImages(store, time);
    made.add(new TreeSet<>(images), layers);
    return made.tree;
  }

  private void add(Collection<LockedImage> images, Unpacked layers) throws IOException {
    folder("", 0711);
    folder(CONTENT + "/ingest", 0755);
    folder(METADATA, 0711);
    folder(OVERLAY, 0700);
    folder(OVERLAY + "/snapshots", 0700);
    MetadataDatabase metadata = new MetadataDatabase(time);
    SnapshotChains chains = new SnapshotChains(time);
    for (LockedImage image : images) {
      StoredImage stored = StoredImage.of(store, image);
      for (Map.Entry<Digest, Map<String, String>> blob :
          stored.labels(chains.add(stored.layers(store, layers))).entrySet()) {
        blob(metadata, blob.getKey(), blob.getValue());
      }
      for (String name : stored.names()) {
        metadata.image(name, image.top());
      }
    }
    metadata.snapshots(chains.all());
    file(METADATA + "/meta.db", metadata.bytes(), 0644);
    file(OVERLAY + "/metadata.db", SnapshotDatabase.of(chains.all(), time), 0600);
    for (Snapshot snapshot : chains.all()) {
      unpacked(snapshot);
    }
  }

  private void blob(MetadataDatabase metadata, Digest digest, Map<String, String> labels)
      throws IOException {
    Content.Stretch content =
        new Content.Stretch(store.path(digest), 0, Files.size(store.path(digest)));
    tree.put(CONTENT + "/blobs/sha256/" + digest.hex(), Inode.file(content, 0444, time));
    metadata.blob(digest, content.size(), labels);
  }

  private void unpacked(Snapshot snapshot) throws IOException {
    String at = OVERLAY + "/snapshots/" + snapshot.id();
    folder(at, 0700);
    folder(at + "/work", 0711);
    for (Map.Entry<String, Inode> entry : snapshot.files().all().entrySet()) {
      String path = entry.getKey().isEmpty() ? "" : "/" + entry.getKey();
      tree.put(at + "/fs" + path, entry.getValue());
    }
  }

  private void folder(String path, int mode) throws IOException {
    tree.put(path, Inode.directory(mode, time));
  }

  private void file(String path, byte[] content, int mode) throws IOException {
    tree.put(path, Inode.file(new Content.Memory(content), mode, time));
  }
}
