package dev.ekube.etcd.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/**
 * A client of etcd's gateway. Every method makes one request to the endpoint it is given, such as
 * {@code https://10.0.0.1:2379}, and returns within the limit; {@link Endpoints} tries several.
 * Member ids are unsigned.
 */
public final class EtcdGateway implements AutoCloseable {
  /** Enough for a healthy member on any network; see the facts about dead members. */
  public static final Duration LIMIT = Duration.ofSeconds(1);

  private final HttpClient client;
  private final Exchange exchange;

  private EtcdGateway(HttpClient client, Duration limit) {
    this.client = client;
    this.exchange = new Exchange(client, limit);
  }

  /** Over mutual TLS: the context trusts etcd's CA and shows a client certificate. */
  public static EtcdGateway over(SSLContext tls, Duration limit) {
    return new EtcdGateway(builder(limit).sslContext(tls).build(), limit);
  }

  /** Without TLS, for a member that listens on loopback alone, as in a recovery. */
  public static EtcdGateway plain(Duration limit) {
    return new EtcdGateway(builder(limit).build(), limit);
  }

  private static HttpClient.Builder builder(Duration limit) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(limit);
  }

  /** All members as the quorum sees them; without a quorum this is refused or times out. */
  public Answer<List<Member>> members(URI endpoint) {
    return call(
        endpoint, "/v3/cluster/member/list", body().put("linearizable", true), Replies::members);
  }

  /** All members as this one member remembers them; needs no quorum, and may be out of date. */
  public Answer<List<Member>> membersKnownTo(URI endpoint) {
    return call(endpoint, "/v3/cluster/member/list", body(), Replies::members);
  }

  /** Adds a learner, which the cluster then waits for under that peer URL. */
  public Answer<Added> addLearner(URI endpoint, String peerUrl) {
    ObjectNode body = body().put("isLearner", true);
    body.putArray("peerURLs").add(peerUrl);
    return call(endpoint, "/v3/cluster/member/add", body, Replies::added);
  }

  /** Gives a learner its vote; refused until it has caught up with the leader. */
  public Answer<List<Member>> promote(URI endpoint, long member) {
    return call(endpoint, "/v3/cluster/member/promote", id("ID", member), Replies::members);
  }

  /** Removes a member; refused where the started rest would not hold a quorum. */
  public Answer<List<Member>> remove(URI endpoint, long member) {
    return call(endpoint, "/v3/cluster/member/remove", id("ID", member), Replies::members);
  }

  /** How the member at this endpoint sees itself; needs no quorum. */
  public Answer<MemberStatus> status(URI endpoint) {
    return call(endpoint, "/v3/maintenance/status", body(), Replies::status);
  }

  /** Hands leadership to a voter; only the leader itself takes this call. */
  public Answer<Long> moveLeader(URI leader, long to) {
    return call(
        leader, "/v3/maintenance/transfer-leadership", id("targetID", to), Replies::revision);
  }

  /** Reads through the quorum: the member serves, and the revision is the newest there is. */
  public Answer<Long> health(URI endpoint) {
    ObjectNode body = body().put("key", Replies.base64("health")).put("keys_only", true);
    return call(endpoint, "/v3/kv/range", body, Replies::revision);
  }

  /** The value of a key, of half a megabyte at most, read through the quorum. */
  public Answer<Optional<KeyValue>> get(URI endpoint, String key) {
    ObjectNode body = body().put("key", Replies.base64(key));
    return call(endpoint, "/v3/kv/range", body, Replies::first);
  }

  /** Writes a key; the revision that wrote it, once a quorum holds it. */
  public Answer<Long> put(URI endpoint, String key, String value) {
    ObjectNode body = body().put("key", Replies.base64(key)).put("value", Replies.base64(value));
    return call(endpoint, "/v3/kv/put", body, Replies::revision);
  }

  /**
   * Fetches a snapshot into a file, which appears whole or not at all; an older one of that name is
   * replaced. Needs no quorum. Memory does not grow with its size. Only its owner may read the
   * file, because the cluster's secrets are in it. A process that is killed meanwhile leaves a file
   * {@code .NAME….part} beside it, which may be deleted.
   *
   * @param stall how long the stream may stand still before the call gives up
   * @return the file's bytes, 32 of them etcd's own digest at its end
   */
  public Answer<Long> snapshot(URI endpoint, Path file, Duration stall, Progress progress) {
    return new Download(client, stall, progress).fetch(endpoint, file);
  }

  /** Ends calls under way. */
  @Override
  public void close() {
    client.shutdownNow();
  }

  private <T> Answer<T> call(
      URI endpoint, String path, ObjectNode body, Function<JsonNode, T> reading) {
    try {
      return exchange.post(endpoint, path, body).map(reading);
    } catch (IllegalArgumentException e) {
      return new Answer.Unreachable<>("an answer that is not etcd's: " + Exchange.reason(e));
    }
  }

  private static ObjectNode body() {
    return Exchange.JSON.createObjectNode();
  }

  private static ObjectNode id(String field, long id) {
    return body().put(field, Long.toUnsignedString(id));
  }
}
