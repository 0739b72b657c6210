package dev.ekube.rootfs.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ekube.rootfs.RootfsException;
import dev.ekube.rootfs.tar.Member;
import dev.ekube.rootfs.tar.TarReader;
import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads root file systems out of the files that people have them in. */
public final class Bases {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST_INDEXES = 4;

  private final Unpacked unpacked;
  private final String architecture;

  /**
   * @param unpacked where layers are kept without their compression
   * @param architecture in the words of OCI, to choose among the images of an index
   */
  public Bases(Unpacked unpacked, String architecture) {
    this.unpacked = unpacked;
    this.architecture = architecture;
  }

  /** What {@code docker save} and {@code podman save} write; it must hold one image. */
  public Tree dockerArchive(Path file) throws IOException {
    Map<String, Content.Stretch> members = members(file);
    JsonNode images = json(require(members, file, "manifest.json"));
    if (images.size() != 1) {
      throw failed(file, "it holds " + images.size() + " images instead of one");
    }
    Tree tree = new Tree(0);
    for (JsonNode layer : images.get(0).path("Layers")) {
      Content.Stretch packed = require(members, file, layer.asText());
      Layers.apply(tree, unpacked.of(packed, Unpacked.sha256(packed)));
    }
    return tree;
  }

  /** An OCI layout: a folder, such as skopeo and umoci write; it must hold one image. */
  public Tree ociLayout(Path folder) throws IOException {
    JsonNode index = json(whole(folder.resolve("index.json")));
    return image(folder, manifest(folder, index, 0));
  }

  /** An image of an OCI layout, by the digest of its manifest in hex. */
  public Tree ociImage(Path folder, String manifest) throws IOException {
    return image(folder, json(blob(folder, manifest)));
  }

  private Tree image(Path folder, JsonNode manifest) throws IOException {
    Tree tree = new Tree(0);
    for (JsonNode layer : manifest.path("layers")) {
      String digest = hex(layer);
      Layers.apply(tree, unpacked.of(blob(folder, digest), digest));
    }
    return tree;
  }

  private JsonNode manifest(Path folder, JsonNode index, int depth) throws IOException {
    JsonNode chosen = index.path("manifests").path(0);
    if (index.path("manifests").size() != 1) {
      for (JsonNode one : index.path("manifests")) {
        JsonNode platform = one.path("platform");
        if (platform.path("os").asText().equals("linux")
            && platform.path("architecture").asText().equals(architecture)) {
          chosen = one;
        }
      }
    }
    if (chosen.isMissingNode() || depth > MOST_INDEXES) {
      throw failed(folder, "it holds no image for " + architecture);
    }
    JsonNode content = json(blob(folder, hex(chosen)));
    return content.has("manifests") ? manifest(folder, content, depth + 1) : content;
  }

  /** A tar of the root file system itself, packed or not. */
  public Tree tar(Path file) throws IOException {
    Content.Stretch packed = whole(file);
    Tree tree = new Tree(0);
    boolean isPacked = Unpacked.kind(packed).isPresent();
    Layers.apply(tree, isPacked ? unpacked.of(packed, Unpacked.sha256(packed)) : packed);
    return tree;
  }

  private static Map<String, Content.Stretch> members(Path file) throws IOException {
    Map<String, Content.Stretch> stretches = new HashMap<>();
    Map<String, String> links = new HashMap<>();
    for (Member member : TarReader.members(whole(file))) {
      Optional<Inode.Kind> kind = member.inode().map(Inode::kind);
      if (kind.isPresent() && kind.get() instanceof Inode.Kind.Regular regular) {
        if (regular.content() instanceof Content.Stretch stretch) {
          stretches.put(member.path(), stretch);
        }
      } else if (kind.isPresent() && kind.get() instanceof Inode.Kind.Symlink link) {
        // Older Docker links layers that two images share: ../DIGEST/layer.tar.
        links.put(member.path(), link.target().replaceFirst("^\\.\\./", ""));
      }
    }
    links.forEach(
        (from, to) -> {
          if (stretches.containsKey(to)) {
            stretches.put(from, stretches.get(to));
          }
        });
    return stretches;
  }

  private static Content.Stretch require(
      Map<String, Content.Stretch> members, Path file, String name) throws RootfsException {
    Content.Stretch found = members.get(name);
    if (found == null) {
      throw failed(file, "it holds no " + name);
    }
    return found;
  }

  private static Content.Stretch blob(Path folder, String hex) throws IOException {
    Content.Stretch blob = whole(folder.resolve("blobs").resolve("sha256").resolve(hex));
    if (!Unpacked.sha256(blob).equals(hex)) {
      throw failed(folder, "the blob " + hex + " has changed");
    }
    return blob;
  }

  private static String hex(JsonNode descriptor) {
    return descriptor.path("digest").asText().replaceFirst("^sha256:", "");
  }

  private static Content.Stretch whole(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw failed(file, "there is no such file");
    }
    return new Content.Stretch(file, 0, Files.size(file));
  }

  private static JsonNode json(Content content) throws IOException {
    return JSON.readTree(content.bytes());
  }

  private static RootfsException failed(Path file, String reason) {
    return RootfsException.tried(
        "read the root file system in " + file, reason, "name another file");
  }
}
