package dev.ekube.oci.registry;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A place that serves the images of a registry. The registry itself may be named so as well, to say
 * that it speaks plain HTTP or has a certificate of a private authority.
 *
 * @param base scheme, host and port; a path in it stands before the repository's own
 * @param ca a PEM file whose authorities are trusted here besides those of the Java runtime
 */
public record Mirror(URI base, Optional<Path> ca) {
  public Mirror {
    String scheme = base.getScheme();
    boolean web = "http".equals(scheme) || "https".equals(scheme);
    if (!web || base.getHost() == null || base.getUserInfo() != null) {
      throw new IllegalArgumentException("not the URL of a registry: " + base);
    }
  }
}
