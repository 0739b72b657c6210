package dev.ekube.oci.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HTTP as registries need it. Redirects are followed by hand, because credentials must not follow
 * them to another host; deadlines are kept here, because the client's own ends long bodies in newer
 * Java versions. HTTP/1.1, since many connections carry large blobs faster than one with windows.
 */
final class Transport implements AutoCloseable {
  private static final int MOST_REDIRECTS = 8;

  static {
    // Java's client reads 16 KiB at a time unless told otherwise before its first use: a third of
    // a pull's processor time. It has no other switch, and whoever set this one is left alone.
    if (System.getProperty("jdk.httpclient.bufsize") == null) {
      System.setProperty("jdk.httpclient.bufsize", Integer.toString(1 << 18));
    }
  }

  private final Registries settings;
  private final Map<Optional<Path>, HttpClient> clients = new HashMap<>();

  Transport(Registries settings) {
    this.settings = settings;
  }

  /** An answer whose body is still to be read. */
  record Reply(URI from, HttpResponse<Flow.Publisher<List<ByteBuffer>>> head) {
    int status() {
      return head.statusCode();
    }

    Optional<String> header(String name) {
      return head.headers().firstValue(name);
    }
  }

  /** A body beyond what was allowed for it. */
  static final class EndlessException extends IOException {
    private static final long serialVersionUID = 1;

    EndlessException(int most) {
      super("it sent more than " + most + " bytes");
    }
  }

  /** GET with these headers, of which Authorization stays with the first origin. */
  Reply get(URI address, Map<String, String> headers, Optional<Path> ca)
      throws IOException, InterruptedException {
    URI at = address;
    for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
      HttpRequest.Builder request = HttpRequest.newBuilder(at).GET();
      URI now = at;
      headers.forEach(
          (name, value) -> {
            if (!name.equals("Authorization") || sameOrigin(address, now)) {
              request.setHeader(name, value);
            }
          });
      Reply reply = new Reply(at, send(request, at, ca));
      if (!isRedirect(reply.status())) {
        return reply;
      }
      BodyPump.discard(reply.head().body());
      at = target(at, reply);
    }
    throw new IOException("it redirected more than " + MOST_REDIRECTS + " times");
  }

  /** A form as OAuth 2 wants it, without redirects. */
  Reply post(URI address, String form, Optional<Path> ca) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .setHeader("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    return new Reply(address, send(request, address, ca));
  }

  /** The whole body of an answer that is known to be small. */
  byte[] bytes(Reply reply, int most) throws IOException, InterruptedException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    BodyPump.run(
        reply.head().body(),
        bytes -> {
          if (content.size() + bytes.remaining() > most) {
            throw new EndlessException(most);
          }
          byte[] portion = new byte[bytes.remaining()];
          bytes.get(portion);
          content.writeBytes(portion);
        },
        settings.limits().stall());
    return content.toByteArray();
  }

  static IOException cause(ExecutionException e) {
    return e.getCause() instanceof IOException known
        ? known
        : new IOException(String.valueOf(e.getCause().getMessage()), e.getCause());
  }

  @Override
  public void close() {
    synchronized (clients) {
      clients.values().forEach(HttpClient::shutdownNow);
      clients.clear();
    }
  }

  private HttpResponse<Flow.Publisher<List<ByteBuffer>>> send(
      HttpRequest.Builder request, URI at, Optional<Path> ca)
      throws IOException, InterruptedException {
    settings
        .proxies()
        .forTarget(at)
        .flatMap(Proxies::authorization)
        .ifPresent(value -> request.setHeader("Proxy-Authorization", value));
    CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> exchange =
        client(ca)
            .sendAsync(
                request.setHeader("User-Agent", "ekube").build(),
                HttpResponse.BodyHandlers.ofPublisher());
    try {
      return exchange.get(settings.limits().answer().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw cause(e);
    } catch (TimeoutException e) {
      exchange.cancel(true);
      throw new HttpTimeoutException(
          "it gave no answer within " + settings.limits().answer().toSeconds() + " s");
    } catch (InterruptedException e) {
      exchange.cancel(true);
      throw e;
    }
  }

  private HttpClient client(Optional<Path> ca) throws IOException {
    synchronized (clients) {
      HttpClient known = clients.get(ca);
      if (known == null) {
        known = build(ca);
        clients.put(ca, known);
      }
      return known;
    }
  }

  private HttpClient build(Optional<Path> ca) throws IOException {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.limits().connect())
            .proxy(new Selector(settings.proxies()));
    List<Path> trusted = Authorities.all(settings.ca(), ca);
    if (!trusted.isEmpty()) {
      builder.sslContext(Authorities.context(trusted));
    }
    return builder.build();
  }

  private static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  private static URI target(URI at, Reply reply) throws IOException {
    try {
      URI target = at.resolve(reply.header("Location").orElse(""));
      if (("http".equals(target.getScheme()) || "https".equals(target.getScheme()))
          && target.getHost() != null
          && reply.header("Location").isPresent()) {
        return target;
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("it redirected to what is no address", e);
    }
    throw new IOException("it redirected to what is no address of the web");
  }

  private static boolean sameOrigin(URI one, URI other) {
    return one.getScheme().equals(other.getScheme())
        && one.getHost().equalsIgnoreCase(other.getHost())
        && one.getPort() == other.getPort();
  }

  private static final class Selector extends ProxySelector {
    private final Proxies proxies;

    Selector(Proxies proxies) {
      this.proxies = proxies;
    }

    @Override
    public List<Proxy> select(URI target) {
      return List.of(
          proxies
              .forTarget(target)
              .map(uri -> new Proxy(Proxy.Type.HTTP, resolved(uri)))
              .orElse(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {
      // The request itself fails with this exception, so there is nothing to remember.
    }

    private static SocketAddress resolved(URI proxy) {
      InetSocketAddress plain = Proxies.address(proxy);
      return new InetSocketAddress(plain.getHostString(), plain.getPort());
    }
  }
}
