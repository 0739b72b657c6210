package dev.ekube.oci.fake;

import dev.ekube.model.ImageRef;
import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.MediaTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** An image made up of seeded bytes, and all that a registry serves of it. */
public final class FakeImage {
  private static final String DOCKER_LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip";
  private static final String OCI_LAYER = "application/vnd.oci.image.layer.v1.tar+";

  private final String repository;
  private final Map<String, byte[]> served = new HashMap<>();
  private final List<Descriptor> layers = new ArrayList<>();
  private final byte[] config;
  private Descriptor manifest;
  private Descriptor top;

  private FakeImage(String repository, String platform) {
    this.repository = repository;
    String[] words = platform.split("/", -1);
    this.config =
        ("{\"os\":\""
                + words[0]
                + "\",\"architecture\":\""
                + words[1]
                + "\",\"x\":\""
                + repository
                + "\"}")
            .getBytes(StandardCharsets.UTF_8);
  }

  /** Docker's types: a list of one platform over schema 2. */
  public static FakeImage docker(String repository, byte[]... layers) {
    FakeImage image = new FakeImage(repository, "linux/amd64");
    List.of(layers).forEach(layer -> image.add(DOCKER_LAYER, layer));
    image.finish(
        "application/vnd.docker.container.image.v1+json",
        MediaTypes.DOCKER_MANIFEST,
        MediaTypes.DOCKER_LIST);
    return image;
  }

  /** OCI's types: an index with an attestation over layers said to be zstd. */
  public static FakeImage oci(String repository, byte[]... layers) {
    FakeImage image = new FakeImage(repository, "linux/amd64");
    List.of(layers).forEach(layer -> image.add(OCI_LAYER + "zstd", layer));
    image.finish(
        "application/vnd.oci.image.config.v1+json", MediaTypes.OCI_MANIFEST, MediaTypes.OCI_INDEX);
    return image;
  }

  /** The same bytes for the same seed. */
  public static byte[] bytes(int seed, int count) {
    byte[] content = new byte[count];
    new Random(seed).nextBytes(content);
    return content;
  }

  /** Two members of gzip in one, as parallel compressors write them. */
  public static byte[] gzipMembers(byte[]... members) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] member : members) {
      try (OutputStream zip = new GZIPOutputStream(out)) {
        zip.write(member);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return out.toByteArray();
  }

  public ImageRef ref(String registry) {
    return new ImageRef(registry + "/" + repository + ":v1");
  }

  public LockedImage locked(String registry) {
    return new LockedImage(ref(registry), top, manifest);
  }

  public List<Descriptor> layers() {
    return List.copyOf(layers);
  }

  public Descriptor manifest() {
    return manifest;
  }

  public Descriptor top() {
    return top;
  }

  /** By path under /v2/, all that there is. */
  public Map<String, byte[]> served() {
    return Map.copyOf(served);
  }

  private void finish(String configType, String manifestType, String indexType) {
    Descriptor configured = add("blobs/", configType, config);
    StringBuilder list = new StringBuilder();
    layers.forEach(layer -> list.append(list.isEmpty() ? "" : ",\n ").append(json(layer, "")));
    manifest =
        add(
            "manifests/",
            manifestType,
            ("{\"schemaVersion\": 2, \"mediaType\": \""
                    + manifestType
                    + "\",\n \"config\": "
                    + json(configured, "")
                    + ",\n \"layers\": ["
                    + list
                    + "]}\n")
                .getBytes(StandardCharsets.UTF_8));
    String amd64 = ", \"platform\": {\"architecture\": \"amd64\", \"os\": \"linux\"}";
    String unknown = ", \"platform\": {\"architecture\": \"unknown\", \"os\": \"unknown\"}";
    Descriptor attestation =
        add(
            "manifests/",
            manifestType,
            ("{\"schemaVersion\": 2, \"mediaType\": \""
                    + manifestType
                    + "\", \"config\": "
                    + json(configured, "")
                    + ", \"layers\": []}")
                .getBytes(StandardCharsets.UTF_8));
    byte[] index =
        ("{\"schemaVersion\": 2, \"mediaType\": \""
                + indexType
                + "\", \"manifests\": ["
                + json(attestation, unknown)
                + ", "
                + json(manifest, amd64)
                + "]}")
            .getBytes(StandardCharsets.UTF_8);
    top = add("manifests/", indexType, index);
    served.put(repository + "/manifests/v1", index);
  }

  private void add(String type, byte[] layer) {
    layers.add(add("blobs/", type, layer));
  }

  private Descriptor add(String kind, String type, byte[] content) {
    Descriptor descriptor = new Descriptor(type, Digest.of(content), content.length);
    served.put(repository + "/" + kind + descriptor.digest(), content);
    return descriptor;
  }

  private static String json(Descriptor descriptor, String more) {
    return "{\"mediaType\": \""
        + descriptor.mediaType()
        + "\", \"size\": "
        + descriptor.size()
        + ", \"digest\": \""
        + descriptor.digest()
        + "\""
        + more
        + "}";
  }
}
