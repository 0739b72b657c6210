package dev.ekube.spec;

import dev.ekube.model.Bytes;
import dev.ekube.model.Copies;
import dev.ekube.model.MacAddress;
import dev.ekube.model.NodeName;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a cluster.yaml may refer to outside of itself. The caller does the I/O. */
public interface Sources {

  /**
   * Reads a file that cluster.yaml names.
   *
   * @param path as written, relative to the directory of cluster.yaml; never absolute, no {@code
   *     ..}
   */
  FileResult file(String path);

  /** MACs of the primary devices that Warewulf's nodes.conf holds; empty without a Warewulf. */
  SortedMap<NodeName, MacAddress> warewulfMacs();

  /** A file's content, or why there is none. */
  sealed interface FileResult {
    record Content(Bytes bytes) implements FileResult {}

    /**
     * No content.
     *
     * @param reason a clause such as {@code there is no such file}
     * @param hint what to do, such as {@code create it beside cluster.yaml}
     */
    record Unreadable(String reason, String hint) implements FileResult {}
  }

  /** Sources out of memory: for tests, and for verbs that refer to nothing. */
  static Sources of(Map<String, Bytes> files, Map<NodeName, MacAddress> macs) {
    SortedMap<String, Bytes> known = Copies.sorted(files);
    SortedMap<NodeName, MacAddress> nodes = Copies.sorted(new TreeMap<>(macs));
    return new Sources() {
      @Override
      public FileResult file(String path) {
        Bytes bytes = known.get(path);
        return bytes == null
            ? new FileResult.Unreadable("there is no such file", "create it beside cluster.yaml")
            : new FileResult.Content(bytes);
      }

      @Override
      public SortedMap<NodeName, MacAddress> warewulfMacs() {
        return nodes;
      }
    };
  }

  /** Nothing outside of cluster.yaml. */
  static Sources none() {
    return of(Map.of(), Map.of());
  }
}
