package dev.ekube.etcd.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request and its whole reply, both JSON, within one limit of time and one of size. */
final class Exchange {
  static final ObjectMapper JSON = JsonMapper.builder().build();

  /** A list of members is a few hundred bytes; whoever sends more than this is not etcd. */
  private static final int REPLY_BYTES = 1 << 20;

  private static final int WORDS = 300;

  private final HttpClient client;
  private final Duration limit;

  Exchange(HttpClient client, Duration limit) {
    this.client = client;
    this.limit = limit;
  }

  static HttpRequest request(URI endpoint, String path, ObjectNode body) {
    return HttpRequest.newBuilder(endpoint.resolve(path))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
        .build();
  }

  Answer<JsonNode> post(URI endpoint, String path, ObjectNode body) {
    // The client's own limit ends with the reply's head, so the whole exchange is timed here.
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(request(endpoint, path, body), head -> new LimitedBody(REPLY_BYTES));
    try {
      HttpResponse<byte[]> reply = exchange.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      return read(reply.statusCode(), reply.body());
    } catch (TimeoutException e) {
      return new Answer.Unreachable<>("no answer within " + limit.toMillis() + " ms");
    } catch (ExecutionException e) {
      return new Answer.Unreachable<>(reason(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Unreachable<>("interrupted while waiting for the answer");
    } finally {
      exchange.cancel(true);
    }
  }

  /** A reply of status 200 is a result; any other is an error that names a gRPC code. */
  static Answer<JsonNode> read(int status, byte[] body) {
    try {
      JsonNode reply = JSON.readTree(body);
      if (reply != null && status == 200 && reply.isObject()) {
        return new Answer.Ok<>(reply);
      }
      if (reply != null && reply.path("code").isInt() && reply.path("message").isTextual()) {
        return new Answer.Refused<>(
            reply.path("code").asInt(), brief(reply.path("message").asText()));
      }
    } catch (JsonProcessingException e) {
      return new Answer.Unreachable<>("HTTP " + status + " with a body that is not etcd's");
    } catch (IOException e) {
      return new Answer.Unreachable<>(reason(e));
    }
    return new Answer.Unreachable<>("HTTP " + status + " with a body that is not etcd's");
  }

  /** An exception's kind, and what it or the first of its causes has to say. */
  static String reason(Throwable failure) {
    String kind = failure.getClass().getSimpleName();
    Throwable cause = failure;
    while (cause.getMessage() == null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return brief(cause.getMessage() == null ? kind : kind + ": " + cause.getMessage());
  }

  static String brief(String words) {
    return words.length() <= WORDS ? words : words.substring(0, WORDS) + "…";
  }
}
