package dev.ekube.image.build;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ekube.rootfs.tar.TarWriter;
import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/**
 * One image in one tar that is an OCI layout and what {@code docker save} writes at once, with its
 * one layer unpacked, so that Warewulf, Docker, Podman, containerd and skopeo take it. The layer is
 * written straight to its place; what names it by its digest is filled in afterwards.
 */
public final class DualTar {
  private static final int BLOCK = 512;
  private static final String OCI = "application/vnd.oci.image.";
  private static final JsonMapper JSON = new JsonMapper();

  private final String name;
  private final String architecture;
  private final int threads;

  /**
   * @param name of the image, without a tag
   * @param architecture in the words of OCI, such as {@code amd64}
   */
  public DualTar(String name, String architecture, int threads) {
    this.name = name;
    this.architecture = architecture;
    this.threads = threads;
  }

  /**
   * A written image.
   *
   * @param layer SHA-256 of the root file system's tar, in hex
   */
  public record Written(Path file, long bytes, String layer) {}

  /** Writes into a folder; the file is called after the image and its content. */
  public Written write(Tree tree, Path folder, LongConsumer progress) throws IOException {
    Files.createDirectories(folder);
    Path aside = Files.createTempFile(folder, "." + name, ".part");
    try {
      long size = TarWriter.size(tree);
      String layer;
      long bytes;
      try (RandomAccessFile out = new RandomAccessFile(aside.toFile(), "rw")) {
        // All names are digests of one length, so what comes first is known in its size.
        int head = around("0".repeat(64), size).length;
        out.seek(head);
        layer = layer(tree, out, progress);
        byte[] tail = new byte[(int) (padding(head + size) + 2L * BLOCK)];
        out.seek(head + size);
        out.write(tail);
        bytes = head + size + tail.length;
        out.seek(0);
        out.write(around(layer, size));
      }
      // Others than the builder may read it; temporary files are the owner's alone.
      Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rw-r--r--"));
      Path target = folder.resolve(name + "-" + layer.substring(0, 12) + ".tar");
      Files.move(
          aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return new Written(target, bytes, layer);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  private String layer(Tree tree, RandomAccessFile out, LongConsumer progress) throws IOException {
    MessageDigest sum = sha256();
    OutputStream file =
        new BufferedOutputStream(Channels.newOutputStream(out.getChannel()), 1 << 20);
    OutputStream both = new DigestOutputStream(file, sum);
    new TarWriter(threads).write(tree, both, progress);
    both.flush();
    return HexFormat.of().formatHex(sum.digest());
  }

  /** Everything before the layer's first byte. */
  private byte[] around(String layer, long size) throws IOException {
    byte[] config = config(layer);
    byte[] manifest = manifest(config, layer, size);
    Tree files = new Tree(0);
    put(files, "oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8));
    put(files, "index.json", index(manifest));
    put(files, "manifest.json", docker(config, layer));
    put(files, "blobs/sha256/" + hex(config), config);
    put(files, "blobs/sha256/" + hex(manifest), manifest);
    return TarHead.of(files, "blobs/sha256/" + layer, size);
  }

  private static void put(Tree tree, String path, byte[] content) throws IOException {
    tree.put(path, Inode.file(new Content.Memory(content), 0644, TarHead.TIME));
  }

  private byte[] config(String layer) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("architecture", architecture).put("os", "linux");
    root.putObject("config").putArray("Cmd").add("/sbin/init");
    root.putObject("rootfs").put("type", "layers").putArray("diff_ids").add("sha256:" + layer);
    root.putArray("history").addObject().put("created_by", "ekube image build");
    return JSON.writeValueAsBytes(root);
  }

  private static byte[] manifest(byte[] config, String layer, long size) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("schemaVersion", 2).put("mediaType", OCI + "manifest.v1+json");
    descriptor(root.putObject("config"), "config.v1+json", hex(config), config.length);
    descriptor(root.putArray("layers").addObject(), "layer.v1.tar", layer, size);
    return JSON.writeValueAsBytes(root);
  }

  private byte[] index(byte[] manifest) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("schemaVersion", 2).put("mediaType", OCI + "index.v1+json");
    ObjectNode one = root.putArray("manifests").addObject();
    descriptor(one, "manifest.v1+json", hex(manifest), manifest.length);
    ObjectNode annotations = one.putObject("annotations");
    annotations.put("io.containerd.image.name", reference());
    annotations.put("org.opencontainers.image.ref.name", reference());
    return JSON.writeValueAsBytes(root);
  }

  private byte[] docker(byte[] config, String layer) throws IOException {
    ObjectNode one = JSON.createObjectNode();
    one.put("Config", "blobs/sha256/" + hex(config));
    one.putArray("RepoTags").add(reference());
    one.putArray("Layers").add("blobs/sha256/" + layer);
    return JSON.writeValueAsBytes(JSON.createArrayNode().add(one));
  }

  private String reference() {
    return "localhost/" + name + ":latest";
  }

  private static void descriptor(ObjectNode node, String kind, String hex, long size) {
    node.put("mediaType", OCI + kind).put("digest", "sha256:" + hex).put("size", size);
  }

  private static long padding(long size) {
    return (BLOCK - size % BLOCK) % BLOCK;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
