package dev.ekube.oci.fake;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on loopback that answers each request as its script says, faults of HTTP included. */
public final class FakeRegistry implements AutoCloseable {
  /** One request; header names in small letters. */
  public record Request(String method, String target, Map<String, String> headers) {
    public Request {
      headers = Map.copyOf(headers);
    }

    public String path() {
      return target.replaceFirst("\\?.*$", "");
    }

    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  /** Decides on the answer to a request. */
  public interface Script {
    Reply on(Request request);
  }

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Script script;

  public FakeRegistry(Script script) throws IOException {
    this(script, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
  }

  public FakeRegistry(Script script, ServerSocket server) {
    this.script = script;
    this.server = server;
    threads.execute(this::accept);
  }

  /** Host and port. */
  public String authority() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  public URI uri() {
    return URI.create("http://" + authority());
  }

  /** All requests so far, in order of arrival. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  public List<Request> requests(String part) {
    return requests.stream().filter(request -> request.target().contains(part)).toList();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      Optional<Request> request = read(socket.getInputStream());
      if (request.isPresent()) {
        requests.add(request.get());
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
        script.on(request.get()).send(out, socket);
        out.flush();
      }
    } catch (IOException e) {
      // The client has left, which many tests make it do.
    } finally {
      open.remove(socket);
    }
  }

  private static Optional<Request> read(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c != '\n') {
        line.append((char) c);
      } else if (line.toString().isBlank()) {
        break;
      } else {
        lines.add(line.toString().strip());
        line.setLength(0);
      }
    }
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> headers = new TreeMap<>();
    for (String header : lines.subList(1, lines.size())) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    if (length > 0) {
      headers.put("body", new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }
    String[] words = lines.getFirst().split(" ", -1);
    return Optional.of(new Request(words[0], words[1], headers));
  }
}
