package dev.ekube.oci.fake;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** An answer as it goes over the wire, with whatever is to be wrong with it. */
public interface Reply {
  void send(OutputStream out, Socket socket) throws IOException;

  static Reply of(int status, Map<String, String> headers, byte[] body) {
    return claiming(status, headers, body, body.length);
  }

  static Reply status(int status, String... headers) {
    Map<String, String> all = new TreeMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    return of(status, all, new byte[0]);
  }

  /** Content-Length says {@code claimed}, whatever is sent. */
  static Reply claiming(int status, Map<String, String> headers, byte[] body, long claimed) {
    return (out, socket) -> {
      head(out, status, headers, "Content-Length: " + claimed);
      out.write(body);
    };
  }

  /** Promises all, sends the first {@code count} bytes, then breaks the connection. */
  static Reply cut(int status, Map<String, String> headers, byte[] body, int count) {
    return claiming(status, headers, Arrays.copyOf(body, count), body.length);
  }

  /** Promises all, sends the first {@code count} bytes, then nothing, until the client leaves. */
  static Reply stalled(int status, Map<String, String> headers, byte[] body, int count) {
    return (out, socket) -> {
      cut(status, headers, body, count).send(out, socket);
      out.flush();
      int unused = socket.getInputStream().read();
    };
  }

  /** In one chunk and without a length. */
  static Reply chunked(int status, Map<String, String> headers, byte[] body) {
    return (out, socket) -> {
      head(out, status, headers, "Transfer-Encoding: chunked");
      out.write((Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.UTF_8));
      out.write(body);
      out.write("\r\n0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    };
  }

  /** The same byte until the client has had enough. */
  static Reply endless() {
    return (out, socket) -> {
      head(out, 200, Map.of(), "X-Length: none");
      byte[] spaces = new byte[1 << 16];
      Arrays.fill(spaces, (byte) ' ');
      while (!socket.isClosed()) {
        out.write(spaces);
      }
    };
  }

  private static void head(OutputStream out, int status, Map<String, String> headers, String length)
      throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\nConnection: close\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    out.write((head + length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
  }
}
