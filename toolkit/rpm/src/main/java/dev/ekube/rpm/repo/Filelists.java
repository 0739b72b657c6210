package dev.ekube.rpm.repo;

import dev.ekube.rpm.header.BadRpmException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads filelists.xml for a few paths: which packages hold them. */
final class Filelists {
  private Filelists() {}

  /** The wanted paths by the digest of the package that holds them. */
  static Map<String, List<String>> find(InputStream in, Set<String> wanted) throws BadRpmException {
    Map<String, List<String>> found = new TreeMap<>();
    try (Xml xml = new Xml(in)) {
      String digest = "";
      for (Optional<String> next = xml.next(); next.isPresent(); next = xml.next()) {
        if (next.get().equals("package")) {
          digest = xml.attribute("pkgid");
        } else if (next.get().equals("file")) {
          String path = xml.text();
          if (wanted.contains(path)) {
            found.computeIfAbsent(digest, key -> new ArrayList<>()).add(path);
          }
        }
      }
    }
    return found;
  }
}
