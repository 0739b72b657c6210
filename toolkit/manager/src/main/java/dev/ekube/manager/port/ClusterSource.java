package dev.ekube.manager.port;

import dev.ekube.model.Cluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/** The clusters that were applied on this manager. */
public interface ClusterSource {

  /** Every cluster's name, with a text that changes whenever its cluster.yaml is applied anew. */
  SortedMap<String, String> stamps() throws IOException;

  /**
   * The cluster.yaml that was applied last; {@link IOException} in words when it cannot be read.
   */
  Cluster read(String name) throws IOException;

  /** The manifests that it names, in their order. */
  List<Manifest> manifests(String name) throws IOException;

  /** Where the cluster's state lies. */
  Path folder(String name);
}
