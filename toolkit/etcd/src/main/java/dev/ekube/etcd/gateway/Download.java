package dev.ekube.etcd.gateway;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A snapshot as etcd streams it: one JSON object a part of 32 KiB, {@code {"result":
 * {"remaining_bytes": "…", "blob": "…"}}}, the last of which is the SHA-256 of all before. The file
 * is written aside, synced and then renamed.
 */
final class Download {
  private static final int SECTOR = 512;
  private static final int DIGEST = 32;

  private final HttpClient client;
  private final Duration stall;
  private final Progress progress;
  private long left;

  Download(HttpClient client, Duration stall, Progress progress) {
    this.client = client;
    this.stall = stall;
    this.progress = progress;
  }

  /** etcd broke the stream off with words of its own. */
  private static final class Refusal extends IOException {
    private static final long serialVersionUID = 1L;
    private final int code;

    Refusal(int code, String words) {
      super(words);
      this.code = code;
    }
  }

  Answer<Long> fetch(URI endpoint, Path file) {
    var request =
        Exchange.request(endpoint, "/v3/maintenance/snapshot", Exchange.JSON.createObjectNode());
    CompletableFuture<HttpResponse<ReplyStream>> exchange =
        client.sendAsync(request, head -> new ReplyStream(stall));
    try {
      HttpResponse<ReplyStream> reply = exchange.get(stall.toNanos(), TimeUnit.NANOSECONDS);
      try (ReplyStream body = reply.body()) {
        if (reply.statusCode() == 200) {
          return new Answer.Ok<>(keep(body, file));
        }
        return Exchange.read(reply.statusCode(), body.readNBytes(1 << 20)).map(unused -> 0L);
      }
    } catch (Refusal e) {
      return new Answer.Refused<>(e.code, Exchange.brief(e.getMessage()));
    } catch (IOException e) {
      return new Answer.Unreachable<>("the snapshot did not arrive: " + Exchange.reason(e));
    } catch (TimeoutException e) {
      return new Answer.Unreachable<>("no answer within " + stall.toMillis() + " ms");
    } catch (ExecutionException e) {
      return new Answer.Unreachable<>(Exchange.reason(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Unreachable<>("interrupted while waiting for the answer");
    } finally {
      exchange.cancel(true);
    }
  }

  private long keep(ReplyStream body, Path file) throws IOException {
    Path whole = file.toAbsolutePath();
    Path folder = whole.getParent();
    Path aside = Files.createTempFile(folder, "." + whole.getFileName(), ".part");
    try {
      long bytes = write(body, aside);
      if (left != 0 || bytes % SECTOR != DIGEST) {
        throw new IOException("it ended after " + bytes + " bytes, " + left + " before its end");
      }
      Files.move(aside, whole, StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
        entry.force(true);
      }
      return bytes;
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  private long write(ReplyStream body, Path aside) throws IOException {
    try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel);
        JsonParser parser = Exchange.JSON.createParser(body)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          field(parser, out, channel);
        }
      }
      channel.force(true);
      return channel.size();
    }
  }

  private void field(JsonParser parser, OutputStream out, FileChannel channel) throws IOException {
    String name = parser.currentName();
    parser.nextToken();
    switch (name) {
      case "blob" -> {
        parser.readBinaryValue(out);
        progress.at(channel.position(), left);
      }
      case "result" -> left = 0; // What is zero is left out.
      case "remaining_bytes" -> left = number(parser.getText());
      case "error" -> {
        JsonNode error = parser.readValueAsTree();
        throw new Refusal(
            error.path("grpc_code").asInt(2), error.path("message").asText("no reason given"));
      }
      default -> {
        // The loop goes on into objects; a header holds no field of these names.
      }
    }
  }

  private static long number(String text) throws IOException {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IOException("an answer that is not etcd's: remaining_bytes " + text, e);
    }
  }
}
