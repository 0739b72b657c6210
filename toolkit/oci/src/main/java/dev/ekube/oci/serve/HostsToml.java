package dev.ekube.oci.serve;

import dev.ekube.oci.LockedImage;
import dev.ekube.oci.registry.ImageName;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * containerd's files that make it ask this server for the images of other registries (containerd's
 * docs/hosts.md). The server takes the place of the registry altogether, so that a site without
 * internet waits for nobody.
 */
public final class HostsToml {
  private HostsToml() {}

  /**
   * By registry and file name below containerd's {@code config_path}, such as {@code
   * registry.k8s.io/hosts.toml}.
   *
   * @param server scheme, host and port as nodes reach it
   * @param ca path on the nodes of the PEM file with the server's authority, for HTTPS
   */
  public static SortedMap<String, String> files(
      List<LockedImage> images, URI server, Optional<String> ca) {
    SortedMap<String, String> files = new TreeMap<>();
    for (LockedImage image : images) {
      String registry = ImageName.of(image.name()).registry();
      files.put(registry + "/hosts.toml", text(server, ca));
    }
    return Collections.unmodifiableSortedMap(files);
  }

  private static String text(URI server, Optional<String> ca) {
    String trust = ca.map(path -> "  ca = " + quoted(path) + "\n").orElse("");
    return """
    # Written by ekube images serve: images come from there alone.
    server = %1$s

    [host.%1$s]
      capabilities = ["pull", "resolve"]
    %2$s\
    """
        .formatted(quoted(server.toString()), trust);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
