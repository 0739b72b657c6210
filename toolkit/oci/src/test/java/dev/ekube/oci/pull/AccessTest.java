package dev.ekube.oci.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.oci.fake.FakeImage;
import dev.ekube.oci.fake.FakeRegistry;
import dev.ekube.oci.fake.FakeRegistry.Request;
import dev.ekube.oci.fake.Reply;
import dev.ekube.oci.fake.Shelf;
import dev.ekube.oci.registry.Proxies;
import dev.ekube.oci.registry.Registries;
import dev.ekube.oci.registry.auth.ContainerLogins;
import dev.ekube.oci.registry.auth.Login;
import dev.ekube.oci.registry.auth.Logins;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens, logins, redirects and proxies. */
class AccessTest {
  private static final FakeImage IMAGE =
      FakeImage.docker("one", FakeImage.bytes(1, 90_000), FakeImage.bytes(2, 40_000));
  private static final Shelf SHELF = new Shelf(IMAGE);
  private static final Logins ANNA = registry -> Optional.of(new Login("anna", "secret", false));
  private static final String BASIC_OF_ANNA = "Basic YW5uYTpzZWNyZXQ=";

  @TempDir private Path folder;

  @Test
  void aTokenIsFetchedOnceAndAgainWhenItHasExpired() throws Exception {
    AtomicInteger tokens = new AtomicInteger();
    AtomicInteger served = new AtomicInteger();
    try (FakeRegistry realm =
            new FakeRegistry(
                request -> json("{\"token\": \"t" + tokens.incrementAndGet() + "\"}"));
        FakeRegistry registry =
            new FakeRegistry(
                request -> {
                  // The second token is needed from the third answer on.
                  String good = served.get() < 2 ? "Bearer t1" : "Bearer t2";
                  if (!request.header("authorization").equals(Optional.of(good))) {
                    return bearer(realm);
                  }
                  served.incrementAndGet();
                  return SHELF.on(request);
                })) {
      Site site = new Site(folder, ANNA, registry.uri());
      site.pull(IMAGE);
      assertThat(site.holds(IMAGE)).isTrue();
      assertThat(realm.requests()).hasSize(2);
      assertThat(realm.requests().getFirst().target())
          .isEqualTo("/token?scope=repository%3Aone%3Apull&service=here");
      assertThat(realm.requests().getFirst().header("authorization")).contains(BASIC_OF_ANNA);
    }
  }

  @Test
  void anIdentityTokenIsExchangedByForm() throws Exception {
    Logins identity = registry -> Optional.of(new Login("<token>", "r+1", true));
    try (FakeRegistry realm = new FakeRegistry(request -> json("{\"access_token\": \"t1\"}"));
        FakeRegistry registry =
            new FakeRegistry(
                request ->
                    request.header("authorization").equals(Optional.of("Bearer t1"))
                        ? SHELF.on(request)
                        : bearer(realm))) {
      new Site(folder, identity, registry.uri()).pull(IMAGE);
      Request asked = realm.requests().getFirst();
      assertThat(asked.method()).isEqualTo("POST");
      assertThat(asked.header("body").orElse(""))
          .contains("grant_type=refresh_token")
          .endsWith("refresh_token=r%2B1");
    }
  }

  @Test
  void aRedirectToAnotherHostIsFollowedWithoutCredentials() throws Exception {
    try (FakeRegistry elsewhere = new FakeRegistry(SHELF);
        FakeRegistry registry =
            new FakeRegistry(
                request -> {
                  if (request.header("authorization").isEmpty()) {
                    return Reply.status(401, "WWW-Authenticate", "Basic realm=\"r\"");
                  }
                  return request.path().contains("/blobs/")
                      ? Reply.status(307, "Location", elsewhere.uri() + request.target())
                      : SHELF.on(request);
                })) {
      Site site = new Site(folder, ANNA, registry.uri());
      site.pull(IMAGE);
      assertThat(site.holds(IMAGE)).isTrue();
      assertThat(elsewhere.requests())
          .hasSize(3)
          .allMatch(request -> request.header("authorization").isEmpty());
      assertThat(registry.requests("/blobs/"))
          .allMatch(request -> request.header("authorization").equals(Optional.of(BASIC_OF_ANNA)));
    }
  }

  @Test
  void aRedirectWithinTheRegistryKeepsCredentials() throws Exception {
    try (FakeRegistry registry =
        new FakeRegistry(
            request -> {
              if (request.header("authorization").isEmpty()) {
                return Reply.status(401, "WWW-Authenticate", "Basic realm=\"r\"");
              }
              return request.path().startsWith("/data")
                  ? SHELF.on(new Request("GET", request.target().substring(5), request.headers()))
                  : Reply.status(302, "Location", "/data" + request.target());
            })) {
      Site site = new Site(folder, ANNA, registry.uri());
      site.pull(IMAGE);
      assertThat(site.holds(IMAGE)).isTrue();
    }
  }

  @Test
  void redirectsInACircleEnd() throws Exception {
    try (FakeRegistry registry =
        new FakeRegistry(request -> Reply.status(302, "Location", request.target()))) {
      Site site = new Site(folder);
      assertThatThrownBy(() -> site.pull(registry.authority(), IMAGE))
          .hasMessageContaining("redirected more than 8 times");
    }
  }

  @Test
  void aLoginFileOfDockerIsReadByJib() throws Exception {
    try (FakeRegistry registry =
        new FakeRegistry(
            request ->
                request.header("authorization").equals(Optional.of(BASIC_OF_ANNA))
                    ? SHELF.on(request)
                    : Reply.status(401, "WWW-Authenticate", "Basic realm=\"r\""))) {
      String host = registry.authority();
      Path file = Files.createDirectories(folder.resolve("docker")).resolve("config.json");
      Files.writeString(file, "{\"auths\": {\"" + host + "\": {\"auth\": \"YW5uYTpzZWNyZXQ=\"}}}");
      Map<String, String> environment = Map.of("DOCKER_CONFIG", file.getParent().toString());
      Site site =
          new Site(
              folder.resolve("store"),
              new Registries(
                  Map.of(), List.of(), Proxies.NONE, new ContainerLogins(environment), Site.QUICK));
      site.pull(host, IMAGE);
      assertThat(site.holds(IMAGE)).isTrue();
      assertThatThrownBy(() -> new Site(folder.resolve("other")).pull(host, IMAGE))
          .hasMessageContaining("it wants a login (401); next: log in with docker login");
    }
  }

  @Test
  void aProxyOfTheEnvironmentIsUsedWithItsUser() throws Exception {
    try (FakeRegistry proxy =
        new FakeRegistry(
            request ->
                SHELF.on(
                    new Request(
                        "GET",
                        request.target().replace("http://registry.example:5000", ""),
                        request.headers())))) {
      Proxies proxies = Proxies.of(Map.of("http_proxy", "http://anna:secret@" + proxy.authority()));
      var mirror =
          new dev.ekube.oci.registry.Mirror(
              java.net.URI.create("http://registry.example:5000"), Optional.empty());
      Site site =
          new Site(
              folder,
              new Registries(
                  Map.of("registry.example:5000", List.of(mirror)),
                  List.of(),
                  proxies,
                  Logins.NONE,
                  Site.QUICK));
      site.pull("registry.example:5000", IMAGE);
      assertThat(site.holds(IMAGE)).isTrue();
      assertThat(proxy.requests())
          .allMatch(r -> r.header("proxy-authorization").equals(Optional.of(BASIC_OF_ANNA)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "401,it wants a login (401)",
    "403,it does not allow it (403)",
    "404,it does not have it (404)",
    "400,it answered with status 400",
    "500,it answered with status 500",
  })
  void aRefusalIsOneSentence(int status, String reason) throws Exception {
    try (FakeRegistry registry = new FakeRegistry(request -> Reply.status(status))) {
      Site site = new Site(folder);
      assertThatThrownBy(() -> site.pull(registry.authority(), IMAGE))
          .hasMessageMatching("tried to fetch [^;]* from [^;]* but [^;]*; next: [^\n]*")
          .hasMessageContaining(" but " + reason + "; next: ");
    }
  }

  @Test
  void aPauseBeyondAllPatienceIsAFault() throws Exception {
    try (FakeRegistry registry =
        new FakeRegistry(request -> Reply.status(429, "Retry-After", "86400"))) {
      Site site = new Site(folder);
      assertThatThrownBy(() -> site.pull(registry.authority(), IMAGE))
          .hasMessageContaining("asked too often (429)");
      assertThat(registry.requests()).hasSize(1);
    }
  }

  private static Reply bearer(FakeRegistry realm) {
    return Reply.status(
        401,
        "WWW-Authenticate",
        "Bearer realm=\""
            + realm.uri()
            + "/token\",service=\"here\","
            + "scope=\"repository:one:pull\"");
  }

  private static Reply json(String text) {
    return Reply.of(200, Map.of(), text.getBytes(StandardCharsets.UTF_8));
  }
}
