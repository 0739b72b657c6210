package dev.ekube.oci.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ekube.model.ImageRef;
import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.registry.ImageName;
import dev.ekube.oci.signature.SignatureTag;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * The small files of an archive.
 *
 * <p>Names are written in full into both annotations: containerd and Podman look at the first,
 * skopeo chooses by the second, and four images of Kubernetes share one tag. Signatures are kept
 * out of both lists, because engines would try to unpack them as root file systems.
 */
final class Metadata {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String LAYOUT_VERSION = "1.0.0";

  /** No tool but ekube knows this version, so that each says so instead of importing a half. */
  static final String DELTA_VERSION = "1.0.0-delta-for-ekube-images-import";

  /** Docker looks for a file of this name first and shows it when it is not there. */
  private static final String DELTA_CONFIG = "this-is-a-delta-for-ekube-images-import";

  static final String CONTAINERD_NAME = "io.containerd.image.name";
  static final String OCI_NAME = "org.opencontainers.image.ref.name";

  private final List<ImageBlobs> images;
  private final List<ImageBlobs> signatures;
  private final boolean delta;

  Metadata(List<ImageBlobs> all, boolean delta) {
    this.images = all.stream().filter(one -> !isSignature(one)).toList();
    this.signatures = all.stream().filter(Metadata::isSignature).toList();
    this.delta = delta;
  }

  /** By name, in the order in which they stand in the archive. */
  Map<String, byte[]> files() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    ObjectNode layout = JSON.createObjectNode();
    layout.put("imageLayoutVersion", delta ? DELTA_VERSION : LAYOUT_VERSION);
    files.put(TarNames.OCI_LAYOUT, bytes(layout));
    files.put(TarNames.INDEX, bytes(index()));
    files.put(TarNames.DOCKER, bytes(docker()));
    if (delta || !signatures.isEmpty()) {
      files.put(TarNames.EKUBE, bytes(own()));
    }
    return files;
  }

  private ObjectNode index() {
    ObjectNode root = JSON.createObjectNode();
    root.put("schemaVersion", 2);
    ArrayNode manifests = root.putArray("manifests");
    SequencedSet<Map.Entry<String, Descriptor>> entries = new LinkedHashSet<>();
    for (ImageBlobs one : images) {
      names(one.image()).forEach(name -> entries.add(Map.entry(name.value(), one.image().top())));
    }
    for (Map.Entry<String, Descriptor> entry : entries) {
      ObjectNode node = descriptor(manifests.addObject(), entry.getValue());
      ObjectNode annotations = node.putObject("annotations");
      annotations.put(CONTAINERD_NAME, entry.getKey());
      annotations.put(OCI_NAME, entry.getKey());
    }
    return root;
  }

  /**
   * What an archive calls the image. Kubernetes looks an image that is named with a digest up
   * without its tag, so that one with both gets two names.
   */
  static SequencedSet<ImageRef> names(LockedImage image) {
    ImageName name = ImageName.of(image.name());
    SequencedSet<ImageRef> names = new LinkedHashSet<>();
    name.tag().ifPresent(tag -> names.add(new ImageRef(name.full() + ":" + tag)));
    name.digest().ifPresent(digest -> names.add(new ImageRef(name.full() + "@" + digest)));
    if (names.isEmpty()) {
      names.add(new ImageRef(name.full() + "@" + image.top().digest()));
    }
    return names;
  }

  private ArrayNode docker() {
    ArrayNode root = JSON.createArrayNode();
    if (delta) {
      ObjectNode entry = root.addObject();
      entry.put("Config", DELTA_CONFIG);
      entry.putArray("RepoTags");
      entry.putArray("Layers");
      return root;
    }
    for (ImageBlobs one : images) {
      ObjectNode entry = root.addObject();
      entry.put("Config", path(one.content().config().digest()));
      ArrayNode tags = entry.putArray("RepoTags");
      ImageName name = ImageName.of(one.image().name());
      name.tag().ifPresent(tag -> tags.add(name.full() + ":" + tag));
      ArrayNode layers = entry.putArray("Layers");
      one.content().layers().forEach(layer -> layers.add(path(layer.digest())));
    }
    return root;
  }

  private ObjectNode own() {
    ObjectNode root = JSON.createObjectNode();
    root.put("delta", delta);
    ArrayNode list = root.putArray("signatures");
    for (ImageBlobs one : signatures) {
      ObjectNode entry = descriptor(list.addObject(), one.image().top());
      entry.putObject("annotations").put(CONTAINERD_NAME, one.image().name().value());
    }
    return root;
  }

  private static ObjectNode descriptor(ObjectNode node, Descriptor blob) {
    return node.put("mediaType", blob.mediaType())
        .put("digest", blob.digest().toString())
        .put("size", blob.size());
  }

  private static boolean isSignature(ImageBlobs one) {
    return SignatureTag.isSignature(one.image().name());
  }

  private static String path(Digest digest) {
    return TarNames.BLOBS + digest.hex();
  }

  private static byte[] bytes(Object json) {
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers can be written", e);
    }
  }
}
