package dev.ekube.containerd;

import dev.ekube.containerd.bolt.BoltReader;
import dev.ekube.model.ImageRef;
import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.manifest.Manifest;
import dev.ekube.oci.manifest.ManifestReader;
import dev.ekube.oci.store.BlobStore;
import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The images that a containerd's folder holds, prepared by ekube or left by containerd itself. */
public final class FoundImages {
  private static final String IMAGES = "v1/k8s.io/images/";
  private static final String TARGET = "/target/digest";

  private FoundImages() {}

  /**
   * Images by tag, their manifests and configurations put into a store.
   *
   * @param root containerd's folder in the tree; nothing is found where there is none
   */
  public static List<LockedImage> in(Tree tree, String root, BlobStore store) throws IOException {
    String blobs = root + "/" + PreparedImages.CONTENT + "/blobs/sha256";
    for (String name : tree.list(blobs)) {
      Optional<Content> blob = file(tree, blobs + "/" + name);
      // What is larger is no manifest.
      if (blob.isPresent() && blob.get().size() <= ManifestReader.MAX_BYTES) {
        store.put(blob.get().bytes());
      }
    }
    List<LockedImage> found = new ArrayList<>();
    Optional<Content> metadata = file(tree, root + "/" + PreparedImages.METADATA + "/meta.db");
    if (metadata.isPresent()) {
      for (Map.Entry<String, String> entry : BoltReader.read(metadata.get().bytes()).entrySet()) {
        String key = entry.getKey();
        boolean isImage = key.startsWith(IMAGES) && key.endsWith(TARGET);
        String name = isImage ? key.substring(IMAGES.length(), key.length() - TARGET.length()) : "";
        if (name.contains("/") && !name.contains("@")) {
          image(store, name, Digest.parse(entry.getValue())).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private static Optional<LockedImage> image(BlobStore store, String name, Digest digest)
      throws IOException {
    if (!store.has(digest)) {
      return Optional.empty();
    }
    byte[] content = store.bytes(digest, ManifestReader.MAX_BYTES);
    Descriptor top = new Descriptor(ManifestReader.mediaType(content), digest, content.length);
    Descriptor manifest =
        ManifestReader.read(content) instanceof Manifest.Index index
            ? index.entries().stream()
                .map(Manifest.Entry::descriptor)
                .filter(one -> store.has(one.digest()))
                .findFirst()
                .orElse(top)
            : top;
    return Optional.of(new LockedImage(new ImageRef(name), top, manifest));
  }

  private static Optional<Content> file(Tree tree, String path) throws IOException {
    return tree.follow(path)
        .filter(inode -> inode.kind() instanceof Inode.Kind.Regular)
        .map(inode -> ((Inode.Kind.Regular) inode.kind()).content());
  }
}
