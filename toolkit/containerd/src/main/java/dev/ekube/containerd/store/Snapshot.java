package dev.ekube.containerd.store;

import dev.ekube.oci.Digest;
import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;

/**
 * One unpacked layer upon those below it.
 *
 * @param id the folder that it lies in, from 1 on
 * @param chain names the layer with all below it (OCI image specification, "Layer ChainID")
 * @param files what overlayfs lays over the layers below
 */
public record Snapshot(long id, Digest chain, Optional<Snapshot> parent, Tree files) {
  private static final long BLOCK = 4096;

  /** What containerd's snapshotter calls it: its namespace, a number, its chain. */
  String name() {
    return MetadataDatabase.NAMESPACE + "/" + id + "/" + chain;
  }

  /** Files and folders, each hard-linked file once. */
  long inodes() {
    return distinct().size();
  }

  /** What the files take in memory, whose pages are a block each. */
  long bytes() {
    long bytes = 0;
    for (Inode inode : distinct()) {
      if (inode.kind() instanceof Inode.Kind.Regular file) {
        Content content = file.content();
        bytes += (content.size() + BLOCK - 1) / BLOCK * BLOCK;
      }
    }
    return bytes;
  }

  private Set<Inode> distinct() {
    Set<Inode> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    distinct.addAll(files.all().values());
    return distinct;
  }
}
