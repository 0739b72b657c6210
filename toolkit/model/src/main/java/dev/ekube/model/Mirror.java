package dev.ekube.model;

import java.util.Optional;

/**
 * Where the images of one registry are fetched from instead of the registry itself.
 *
 * @param registry host and port as image references name it, such as {@code registry.k8s.io}
 * @param url scheme, host, port and perhaps a path under which the registry's API is found
 * @param ca path of a PEM file beside cluster.yaml whose authorities are trusted for that URL
 */
public record Mirror(String registry, String url, Optional<String> ca) {
  public Mirror {
    Check.that(!registry.isBlank() && !url.isBlank(), "a mirror has a registry and a URL");
  }
}
