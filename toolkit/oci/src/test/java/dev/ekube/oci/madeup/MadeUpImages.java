package dev.ekube.oci.madeup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ekube.model.ImageRef;
import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.MediaTypes;
import dev.ekube.oci.Platform;
import dev.ekube.oci.madeup.Layers.Packing;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts small images into a store, as a pull would: an index that names several platforms and an
 * attestation, and of these one platform's manifest, config and layers. All images share their
 * lowest layer.
 */
public final class MadeUpImages {
  /** Whose words the manifests use. */
  public enum Style {
    OCI,
    DOCKER
  }

  public static final Platform ARM64 = Platform.parse("linux/arm64");

  private static final JsonMapper JSON = new JsonMapper();
  private static final byte[] BASE =
      Layers.tar(Map.of("etc/os-release", "NAME=made-up\n" + "x".repeat(4000) + "\n"));

  private final BlobStore store;

  public MadeUpImages(BlobStore store) {
    this.store = store;
  }

  /** An image of linux/amd64 behind an index that names linux/arm64, too. */
  public LockedImage image(String name, Style style, Packing packing) throws IOException {
    Descriptor amd64 = platform(name, style, packing, Platform.LINUX_AMD64, true);
    Descriptor arm64 = platform(name, style, packing, ARM64, false);
    return index(name, style, Map.of(Platform.LINUX_AMD64, amd64, ARM64, arm64));
  }

  /** The same with all blobs of both platforms, locked once for each. */
  public List<LockedImage> bothPlatforms(String name, Style style, Packing packing)
      throws IOException {
    Descriptor amd64 = platform(name, style, packing, Platform.LINUX_AMD64, true);
    Descriptor arm64 = platform(name, style, packing, ARM64, true);
    LockedImage image = index(name, style, Map.of(Platform.LINUX_AMD64, amd64, ARM64, arm64));
    return List.of(image, new LockedImage(image.name(), image.top(), arm64));
  }

  /** An image of linux/amd64 whose tag points at its manifest, without an index. */
  public LockedImage plain(String name, Style style, Packing packing) throws IOException {
    Descriptor manifest = platform(name, style, packing, Platform.LINUX_AMD64, true);
    return new LockedImage(new ImageRef(name), manifest, manifest);
  }

  /** An image of linux/amd64 with exactly these layers, the bytes as they are, and labels. */
  public LockedImage of(String name, List<byte[]> layers, Map<String, String> labels)
      throws IOException {
    ObjectNode config = config(Platform.LINUX_AMD64, layers);
    ObjectNode node = config.withObject("/config").putObject("Labels");
    labels.forEach(node::put);
    Descriptor manifest = manifest(Style.OCI, Packing.NONE, config, layers, true);
    return new LockedImage(new ImageRef(name), manifest, manifest);
  }

  private LockedImage index(String name, Style style, Map<Platform, Descriptor> platforms)
      throws IOException {
    boolean oci = style == Style.OCI;
    String type = oci ? MediaTypes.OCI_INDEX : MediaTypes.DOCKER_LIST;
    ObjectNode root = JSON.createObjectNode();
    root.put("schemaVersion", 2).put("mediaType", type);
    ArrayNode manifests = root.putArray("manifests");
    for (Platform platform : platforms.keySet().stream().sorted().toList()) {
      ObjectNode entry = describe(manifests.addObject(), platforms.get(platform));
      entry
          .putObject("platform")
          .put("architecture", platform.architecture())
          .put("os", platform.os());
    }
    if (oci) {
      Descriptor attestation = attestation();
      ObjectNode entry = describe(manifests.addObject(), attestation);
      entry.putObject("platform").put("architecture", "unknown").put("os", "unknown");
    }
    // Registries indent as they like; whoever writes it anew gets another digest.
    byte[] content = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    Descriptor top = new Descriptor(type, store.put(content), content.length);
    return new LockedImage(new ImageRef(name), top, platforms.get(Platform.LINUX_AMD64));
  }

  private Descriptor platform(
      String name, Style style, Packing packing, Platform platform, boolean kept)
      throws IOException {
    byte[] own = Layers.tar(Map.of("program", name + " on " + platform + "\n"));
    List<byte[]> tars = List.of(BASE, own);
    return manifest(style, packing, config(platform, tars), tars, kept);
  }

  private Descriptor manifest(
      Style style, Packing packing, ObjectNode config, List<byte[]> tars, boolean kept)
      throws IOException {
    boolean oci = style == Style.OCI;
    ObjectNode root = JSON.createObjectNode();
    String type = oci ? MediaTypes.OCI_MANIFEST : MediaTypes.DOCKER_MANIFEST;
    root.put("schemaVersion", 2).put("mediaType", type);
    String configType =
        oci
            ? "application/vnd.oci.image.config.v1+json"
            : "application/vnd.docker.container.image.v1+json";
    describe(root.putObject("config"), keep(configType, JSON.writeValueAsBytes(config), kept));
    ArrayNode layers = root.putArray("layers");
    for (byte[] tar : tars) {
      byte[] packed = Layers.packed(tar, packing);
      describe(layers.addObject(), keep(layerType(style, packing), packed, kept));
    }
    return keep(type, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root), kept);
  }

  private static String layerType(Style style, Packing packing) {
    String ending =
        switch (packing) {
          case NONE -> "";
          case GZIP -> "gzip";
          case ZSTD -> "zstd";
        };
    if (style == Style.OCI) {
      return "application/vnd.oci.image.layer.v1.tar" + (ending.isEmpty() ? "" : "+" + ending);
    }
    return "application/vnd.docker.image.rootfs.diff.tar" + (ending.isEmpty() ? "" : "." + ending);
  }

  private static ObjectNode config(Platform platform, List<byte[]> tars) {
    ObjectNode root = JSON.createObjectNode();
    root.put("architecture", platform.architecture()).put("os", platform.os());
    root.put("created", "2025-01-01T00:00:00Z").put("author", "nobody");
    root.putObject("config").putArray("Cmd").add("/program");
    ObjectNode rootfs = root.putObject("rootfs").put("type", "layers");
    ArrayNode ids = rootfs.putArray("diff_ids");
    List<byte[]> all = new ArrayList<>(tars);
    all.forEach(tar -> ids.add(Digest.of(tar).toString()));
    return root;
  }

  /** Named in the index and, as after a pull of one platform, not in the store. */
  private Descriptor attestation() throws IOException {
    return keep(MediaTypes.OCI_MANIFEST, "attestation".getBytes(UTF_8), false);
  }

  private Descriptor keep(String type, byte[] content, boolean kept) throws IOException {
    Digest digest = kept ? store.put(content) : Digest.of(content);
    return new Descriptor(type, digest, content.length);
  }

  private static ObjectNode describe(ObjectNode node, Descriptor blob) {
    return node.put("mediaType", blob.mediaType())
        .put("digest", blob.digest().toString())
        .put("size", blob.size());
  }
}
