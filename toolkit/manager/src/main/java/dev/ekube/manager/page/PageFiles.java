package dev.ekube.manager.page;

import dev.ekube.model.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** The files of which the page consists; they hold nothing of any cluster, so anyone may read. */
final class PageFiles {
  /** What is sent for one path. */
  record Sent(String type, Bytes content) {}

  private static final Map<String, Sent> FILES =
      Map.of(
          "/", file("page.html", "text/html; charset=utf-8"),
          "/page.css", file("page.css", "text/css; charset=utf-8"),
          "/page.js", file("page.js", "text/javascript; charset=utf-8"),
          "/timeline.js", file("timeline.js", "text/javascript; charset=utf-8"),
          "/icon.svg", file("icon.svg", "image/svg+xml"));

  private PageFiles() {}

  static Optional<Sent> at(String path) {
    return Optional.ofNullable(FILES.get(path));
  }

  private static Sent file(String name, String type) {
    try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the page lacks its file " + name);
      }
      return new Sent(type, Bytes.of(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
