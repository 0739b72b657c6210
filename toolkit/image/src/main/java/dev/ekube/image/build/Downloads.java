package dev.ekube.image.build;

import dev.ekube.image.ImageException;
import dev.ekube.model.node.NodeBinary;
import dev.ekube.rootfs.base.Unpacked;
import dev.ekube.rootfs.tar.Member;
import dev.ekube.rootfs.tar.TarReader;
import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Inode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** Files by URL, kept in a folder by their digest or, without one, by their URL. */
public final class Downloads {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Path folder;

  public Downloads(Path folder) {
    this.folder = folder;
  }

  /** The program that cluster.yaml asks for, taken out of its archive. */
  public Content program(NodeBinary binary) throws IOException {
    Content.Stretch got = fetch(binary.url());
    if (binary.sha256().isPresent()) {
      String found = Unpacked.sha256(got);
      if (!found.equals(binary.sha256().get())) {
        Files.deleteIfExists(place(binary.url()));
        throw ImageException.tried(
            "fetch " + binary.url(),
            "it has the SHA-256 " + found + " instead of " + binary.sha256().get(),
            "find out why before the digest in cluster.yaml is changed");
      }
    }
    return binary.member().isEmpty() ? got : member(binary, got, binary.member().get());
  }

  /** The whole file of a URL. */
  public Content.Stretch fetch(String url) throws IOException {
    if (url.startsWith("file://")) {
      return whole(Path.of(URI.create(url)), url);
    }
    Path place = place(url);
    if (!Files.exists(place)) {
      Files.createDirectories(folder);
      Path aside = Files.createTempFile(folder, "download", ".part");
      try {
        get(url, aside);
        Files.move(aside, place, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(aside);
      }
    }
    return whole(place, url);
  }

  private Path place(String url) throws IOException {
    byte[] name = url.getBytes(StandardCharsets.UTF_8);
    return folder.resolve(Unpacked.sha256(new Content.Memory(name)));
  }

  private static Content.Stretch whole(Path file, String url) throws IOException {
    try {
      return new Content.Stretch(file, 0, Files.size(file));
    } catch (NoSuchFileException e) {
      throw ImageException.tried("fetch " + url, "there is no such file", "correct the URL");
    }
  }

  private static void get(String url, Path into) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
    try (HttpClient client =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
      HttpResponse<Path> response = client.send(request, HttpResponse.BodyHandlers.ofFile(into));
      if (response.statusCode() != 200) {
        throw ImageException.tried(
            "fetch " + url, "the server answered " + response.statusCode(), "correct the URL");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while fetching " + url, e);
    } catch (ImageException e) {
      throw e;
    } catch (IOException e) {
      throw ImageException.tried(
          "fetch " + url,
          "it failed: " + e,
          "reach the server, or name another with images.binaries in cluster.yaml");
    }
  }

  private Content member(NodeBinary binary, Content.Stretch archive, String name)
      throws IOException {
    Content.Stretch tar = new Unpacked(folder).of(archive, Unpacked.sha256(archive));
    for (Member member : TarReader.members(tar)) {
      if (member.path().equals(name)
          && member.inode().isPresent()
          && member.inode().get().kind() instanceof Inode.Kind.Regular file) {
        return file.content();
      }
    }
    throw ImageException.tried(
        "take " + name + " out of " + binary.url(), "it holds no such file", "correct member");
  }

  /** All bytes of a small file by URL, such as keys. */
  public byte[] bytes(String url) throws IOException {
    try (InputStream in = fetch(url).open()) {
      return in.readAllBytes();
    }
  }
}
