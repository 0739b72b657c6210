package dev.ekube.lab.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.transport.DockerHttpClient;
import dev.ekube.apply.port.PortException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Images by Docker's API. */
final class DockerImages implements RootImages {
  private static final int OK = 200;

  private final DockerClient client;
  private final DockerHttpClient http;

  DockerImages(DockerClient client, DockerHttpClient http) {
    this.client = client;
    this.http = http;
  }

  @Override
  public boolean has(String reference) {
    return Calls.get(
        "look for the image " + reference,
        () -> {
          try {
            client.inspectImageCmd(reference).exec();
            return true;
          } catch (NotFoundException e) {
            return false;
          }
        });
  }

  @Override
  public void load(String reference, Path tar) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(tar))) {
      Calls.run("import " + tar + " into the engine", () -> load(reference, in));
    } catch (IOException e) {
      throw PortException.failed(
          "tried to read " + tar + " but " + e.getMessage(), "name another file with --image", e);
    }
  }

  /** By hand, because the library's own command for it sends nothing of the stream. */
  private void load(String reference, InputStream tar) {
    DockerHttpClient.Request request =
        DockerHttpClient.Request.builder()
            .method(DockerHttpClient.Request.Method.POST)
            .path("/images/create?fromSrc=-&repo=" + reference)
            .putHeader("Content-Type", "application/x-tar")
            .body(tar)
            .build();
    try (DockerHttpClient.Response response = http.execute(request)) {
      String said = new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8).strip();
      // The answer begins before the work is done, so that an error may come in its body.
      if (response.getStatusCode() != OK || said.contains("\"error\"")) {
        throw new IllegalStateException(said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
