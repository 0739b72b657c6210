package dev.ekube.oci.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ekube.oci.registry.auth.Challenge;
import dev.ekube.oci.registry.auth.Login;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers registries that ask who is there (distribution's token authentication): a token for the
 * repository, with a login where there is one, or the login itself. One token serves all requests
 * of a repository until the registry refuses it.
 */
final class Authorizer {
  private static final int MOST_OF_A_TOKEN = 1 << 20;
  private static final JsonMapper JSON = new JsonMapper();

  private final Registries settings;
  private final Transport transport;
  private final Map<String, String> known = new HashMap<>();

  Authorizer(Registries settings, Transport transport) {
    this.settings = settings;
    this.transport = transport;
  }

  /** The header's value that served this repository before. */
  Optional<String> known(Source source, String repository) {
    synchronized (known) {
      return Optional.ofNullable(known.get(key(source, repository)));
    }
  }

  /**
   * A new value for the header after an answer of 401, or nothing when there is none to be had.
   *
   * @param refused the value with which the request was made
   */
  Optional<String> answer(
      Source source, String repository, List<String> headers, Optional<String> refused)
      throws IOException, InterruptedException {
    synchronized (this) {
      Optional<String> meanwhile = known(source, repository);
      if (meanwhile.isPresent() && !meanwhile.equals(refused)) {
        return meanwhile;
      }
      Optional<String> found = find(source, repository, Challenge.read(headers));
      synchronized (known) {
        found.ifPresent(value -> known.put(key(source, repository), value));
      }
      return found.filter(value -> !Optional.of(value).equals(refused));
    }
  }

  private Optional<String> find(Source source, String repository, List<Challenge> challenges)
      throws IOException, InterruptedException {
    Optional<Login> login = login(source);
    for (Challenge challenge : challenges) {
      if (challenge.scheme().equals("bearer") && challenge.parameters().containsKey("realm")) {
        return Optional.of("Bearer " + token(source, repository, challenge.parameters(), login));
      }
      if (challenge.scheme().equals("basic") && login.isPresent()) {
        return login.map(Login::basic);
      }
    }
    return Optional.empty();
  }

  private Optional<Login> login(Source source) throws IOException {
    return settings.logins().find(source.origin() ? source.registry() : source.place());
  }

  private String token(
      Source source, String repository, Map<String, String> wanted, Optional<Login> login)
      throws IOException, InterruptedException {
    String tried = "get a token for " + source.place() + "/" + source.path(repository);
    URI realm = realm(source, wanted.get("realm"), tried);
    String scope = wanted.getOrDefault("scope", "repository:" + source.path(repository) + ":pull");
    // A secret goes only where it is as safe as with the registry itself.
    boolean safe = realm.getScheme().equals("https") || source.base().getScheme().equals("http");
    Optional<Login> shown = login.filter(found -> safe);
    Transport.Reply reply =
        shown.filter(Login::refreshToken).isPresent()
            ? transport.post(realm, form(wanted, scope, shown.get()), source.ca())
            : transport.get(
                URI.create(withQuery(realm, wanted, scope)),
                shown.map(found -> Map.of("Authorization", found.basic())).orElse(Map.of()),
                source.ca());
    if (reply.status() != 200) {
      BodyPump.discard(reply.head().body());
      throw Faults.status(reply, tried + " from " + realm.getAuthority());
    }
    JsonNode answer = JSON.readTree(transport.bytes(reply, MOST_OF_A_TOKEN));
    String token = answer.path("token").asText(answer.path("access_token").asText(""));
    if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new RegistryFault(FaultKind.REFUSED, tried, realm.getAuthority() + " sent none");
    }
    return token;
  }

  private static URI realm(Source source, String text, String tried) throws RegistryFault {
    try {
      URI realm = source.base().resolve(text);
      if (realm.getHost() != null && realm.getScheme().startsWith("http")) {
        return realm;
      }
    } catch (IllegalArgumentException e) {
      throw new RegistryFault(FaultKind.REFUSED, tried, "its realm is no address: " + text);
    }
    throw new RegistryFault(FaultKind.REFUSED, tried, "its realm is not of the web: " + text);
  }

  private static String withQuery(URI realm, Map<String, String> wanted, String scope) {
    StringBuilder query = new StringBuilder(realm.toString());
    query.append(realm.getRawQuery() == null ? '?' : '&').append("scope=").append(encode(scope));
    Optional.ofNullable(wanted.get("service"))
        .ifPresent(service -> query.append("&service=").append(encode(service)));
    return query.toString();
  }

  private static String form(Map<String, String> wanted, String scope, Login login) {
    return "grant_type=refresh_token&client_id=ekube&scope="
        + encode(scope)
        + "&service="
        + encode(wanted.getOrDefault("service", ""))
        + "&refresh_token="
        + encode(login.secret());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String key(Source source, String repository) {
    return source.base() + " " + repository;
  }
}
