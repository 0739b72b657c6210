package dev.ekube.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ekube.model.Architecture;
import dev.ekube.model.ImageRef;
import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.MediaTypes;
import dev.ekube.oci.store.BlobStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Small images for the registry of a sandbox: a name, two architectures, and a layer that says what
 * it is. The same name always makes the same bytes.
 */
final class MadeUpImages {
  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";
  private static final JsonMapper JSON = new JsonMapper();

  private final BlobStore store;

  MadeUpImages(BlobStore store) {
    this.store = store;
  }

  /** Puts an image of that name into the store: one entry for each architecture of its index. */
  List<LockedImage> make(ImageRef name) throws IOException {
    ObjectNode index = document(MediaTypes.OCI_INDEX);
    ArrayNode manifests = index.putArray("manifests");
    List<Descriptor> made = new ArrayList<>();
    for (Architecture architecture : List.of(Architecture.AMD64, Architecture.ARM64)) {
      Descriptor manifest = manifest(name, architecture);
      entry(manifests, manifest, architecture);
      made.add(manifest);
    }
    Descriptor top = keep(index, MediaTypes.OCI_INDEX);
    return made.stream().map(manifest -> new LockedImage(name, top, manifest)).toList();
  }

  private Descriptor manifest(ImageRef name, Architecture architecture) throws IOException {
    byte[] layer = layer(name, architecture);
    Digest diff = store.put(layer);
    ObjectNode config = JSON.createObjectNode();
    config.put("architecture", architecture.toString());
    config.put("os", "linux");
    config.putObject("config").putObject("Labels").put("org.opencontainers.image.licenses", "MIT");
    config.putObject("rootfs").put("type", "layers").putArray("diff_ids").add(diff.toString());
    ObjectNode manifest = document(MediaTypes.OCI_MANIFEST);
    describe(manifest.putObject("config"), keep(config, CONFIG));
    describe(manifest.putArray("layers").addObject(), new Descriptor(LAYER, diff, layer.length));
    return keep(manifest, MediaTypes.OCI_MANIFEST);
  }

  private static ObjectNode document(String mediaType) {
    return JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", mediaType);
  }

  private static void entry(ArrayNode manifests, Descriptor manifest, Architecture architecture) {
    ObjectNode entry = manifests.addObject();
    describe(entry, manifest);
    entry.putObject("platform").put("architecture", architecture.toString()).put("os", "linux");
  }

  private static void describe(ObjectNode node, Descriptor descriptor) {
    node.put("mediaType", descriptor.mediaType());
    node.put("digest", descriptor.digest().toString());
    node.put("size", descriptor.size());
  }

  private Descriptor keep(ObjectNode document, String mediaType) throws IOException {
    try {
      byte[] bytes = JSON.writeValueAsBytes(document);
      return new Descriptor(mediaType, store.put(bytes), bytes.length);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers is always JSON", e);
    }
  }

  private static byte[] layer(ImageRef name, Architecture architecture) throws IOException {
    String text = "Made up by ekube --sandbox for " + name + " on " + architecture + ".\n";
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      TarArchiveEntry file = new TarArchiveEntry("made-up-by-ekube-sandbox");
      file.setMode(0444);
      file.setIds(0, 0);
      file.setModTime(0);
      file.setSize(content.length);
      tar.putArchiveEntry(file);
      tar.write(content);
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }
}
