package dev.ekube.containerd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ekube.containerd.store.MetadataDatabase;
import dev.ekube.containerd.store.SnapshotChains;
import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.archive.ArchiveException;
import dev.ekube.oci.manifest.BadManifestException;
import dev.ekube.oci.manifest.Manifest;
import dev.ekube.oci.manifest.ManifestReader;
import dev.ekube.oci.registry.ImageName;
import dev.ekube.oci.store.BlobStore;
import dev.ekube.rootfs.base.Unpacked;
import dev.ekube.rootfs.tree.Content;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One locked image with what its manifests say.
 *
 * @param diffIds digests of the layers without their compression, from the lowest up
 */
record StoredImage(LockedImage image, Manifest.Image content, List<Digest> diffIds) {
  private static final String KEEPS = "containerd.io/gc.ref.content.";
  private static final String SOURCE = "containerd.io/distribution.source.";

  /** Reads the manifests in the store, each checked against its digest. */
  static StoredImage of(BlobStore store, LockedImage image) throws IOException {
    need(store, image, image.top());
    need(store, image, image.manifest());
    try {
      if (!(manifest(store, image.manifest()) instanceof Manifest.Image content)) {
        throw failed(image, image.manifest().digest() + " is an index");
      }
      need(store, image, content.config());
      List<Digest> diffIds = diffIds(store, content.config());
      if (diffIds.size() != content.layers().size()) {
        throw failed(image, "its configuration names another number of layers");
      }
      return new StoredImage(image, content, diffIds);
    } catch (BadManifestException | IllegalArgumentException e) {
      throw failed(image, e.getMessage());
    }
  }

  /** What containerd and the kubelet find it by: its tag, its digest, its id. */
  List<String> names() {
    ImageName name = ImageName.of(image.name());
    List<String> names = new ArrayList<>();
    name.tag().ifPresent(tag -> names.add(name.full() + ":" + tag));
    names.add(name.full() + "@" + image.top().digest());
    names.add(content.config().digest().toString());
    return names;
  }

  /** The layers without their compression, each checked against what the image says of it. */
  List<SnapshotChains.Layer> layers(BlobStore store, Unpacked unpacked) throws IOException {
    List<SnapshotChains.Layer> layers = new ArrayList<>();
    for (int i = 0; i < diffIds.size(); i++) {
      Descriptor blob = content.layers().get(i);
      need(store, image, blob);
      Content.Stretch packed = new Content.Stretch(store.path(blob.digest()), 0, blob.size());
      Content.Stretch tar = unpacked.of(packed, blob.digest().hex());
      if (!Unpacked.sha256(tar).equals(diffIds.get(i).hex())) {
        throw failed(image, "its layer " + blob.digest() + " is not what its configuration says");
      }
      layers.add(new SnapshotChains.Layer(diffIds.get(i), tar));
    }
    return layers;
  }

  /** The blobs that are kept, with labels that say what each needs (containerd, "gc.md"). */
  Map<Digest, Map<String, String>> labels(Optional<Digest> chain) {
    ImageName name = ImageName.of(image.name());
    Map<Digest, Map<String, String>> blobs = new LinkedHashMap<>();
    Map<String, String> keepsManifest = Map.of(KEEPS + "m.0", image.manifest().digest().toString());
    blobs.put(image.top().digest(), new TreeMap<>(keepsManifest));
    Map<String, String> keepsConfig =
        Map.of(KEEPS + "config", content.config().digest().toString());
    // Without an index, this takes the place of the former.
    blobs.put(image.manifest().digest(), new TreeMap<>(keepsConfig));
    Map<String, String> config = new TreeMap<>();
    chain.ifPresent(one -> config.put(MetadataDatabase.keepsSnapshot(), one.toString()));
    blobs.put(content.config().digest(), config);
    blobs.values().forEach(labels -> labels.put(SOURCE + name.registry(), name.repository()));
    return blobs;
  }

  private static void need(BlobStore store, LockedImage image, Descriptor blob)
      throws ArchiveException {
    if (!store.has(blob.digest(), blob.size())) {
      throw failed(image, blob.digest() + " is not in " + store.folder());
    }
  }

  private static Manifest manifest(BlobStore store, Descriptor blob) throws IOException {
    return ManifestReader.read(store.bytes(blob.digest(), ManifestReader.MAX_BYTES));
  }

  private static List<Digest> diffIds(BlobStore store, Descriptor config) throws IOException {
    JsonNode root =
        new JsonMapper().readTree(store.bytes(config.digest(), ManifestReader.MAX_BYTES));
    List<Digest> ids = new ArrayList<>();
    root.path("rootfs").path("diff_ids").forEach(id -> ids.add(Digest.parse(id.asText())));
    return ids;
  }

  private static ArchiveException failed(LockedImage image, String reason) {
    return ArchiveException.tried(
        "prepare image " + image.name() + " for nodes", reason, "ekube images pull");
  }
}
