package dev.ekube.oci.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.oci.MediaTypes;
import dev.ekube.oci.Platform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads manifests of the OCI image specification 1.0/1.1 and of Docker's schema 2. Keys that are
 * not needed are skipped, because registries add to manifests; the bytes themselves are kept
 * elsewhere, since writing them anew would change their digest.
 */
public final class ManifestReader {
  /** Registries refuse manifests above 4 MiB (distribution-spec 1.1, "pushing manifests"). */
  public static final int MAX_BYTES = 4 << 20;

  private static final int MAX_ENTRIES = 4096;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ManifestReader() {}

  /** What is not a manifest of the four known kinds is a {@link BadManifestException}. */
  public static Manifest read(byte[] content) {
    if (content.length > MAX_BYTES) {
      throw new BadManifestException("it has more than " + MAX_BYTES + " bytes");
    }
    JsonNode root = parse(content);
    if (root.path("schemaVersion").asInt() != 2) {
      throw new BadManifestException("its schemaVersion is not 2");
    }
    if (root.path("manifests").isArray()) {
      return index(root);
    }
    if (root.path("layers").isArray() && root.path("config").isObject()) {
      return image(root);
    }
    throw new BadManifestException("it has neither manifests nor config and layers");
  }

  /** The media type that the manifest itself states, or the one that its shape implies. */
  public static String mediaType(byte[] content) {
    JsonNode stated = parse(content).path("mediaType");
    if (stated.isTextual()) {
      return stated.asText();
    }
    return switch (read(content)) {
      case Manifest.Index index -> MediaTypes.OCI_INDEX;
      case Manifest.Image image -> MediaTypes.OCI_MANIFEST;
    };
  }

  private static JsonNode parse(byte[] content) {
    try {
      JsonNode root = JSON.readTree(content);
      if (!root.isObject()) {
        throw new BadManifestException("it is no JSON object");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw new BadManifestException("it is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new BadManifestException("it cannot be read: " + e.getMessage());
    }
  }

  private static Manifest.Index index(JsonNode root) {
    List<Manifest.Entry> entries = new ArrayList<>();
    for (JsonNode entry : limited(root.get("manifests"))) {
      entries.add(new Manifest.Entry(descriptor(entry), platform(entry.path("platform"))));
    }
    return new Manifest.Index(entries);
  }

  private static Manifest.Image image(JsonNode root) {
    List<Descriptor> layers = new ArrayList<>();
    for (JsonNode layer : limited(root.get("layers"))) {
      layers.add(descriptor(layer));
    }
    return new Manifest.Image(descriptor(root.get("config")), layers);
  }

  private static JsonNode limited(JsonNode list) {
    if (list.size() > MAX_ENTRIES) {
      throw new BadManifestException("it lists more than " + MAX_ENTRIES + " blobs");
    }
    return list;
  }

  private static Descriptor descriptor(JsonNode node) {
    JsonNode size = node.path("size");
    if (!size.isIntegralNumber() || !size.canConvertToLong() || size.asLong() < 0) {
      throw new BadManifestException("one of its blobs has no size");
    }
    try {
      Digest digest = Digest.parse(node.path("digest").asText());
      return new Descriptor(node.path("mediaType").asText(), digest, size.asLong());
    } catch (IllegalArgumentException e) {
      throw new BadManifestException("one of its blobs has no good digest: " + e.getMessage());
    }
  }

  private static Optional<Platform> platform(JsonNode node) {
    if (!node.isObject()) {
      return Optional.empty();
    }
    Optional<String> variant =
        Optional.of(node.path("variant").asText()).filter(text -> !text.isEmpty());
    try {
      return Optional.of(
          new Platform(node.path("os").asText(), node.path("architecture").asText(), variant));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
