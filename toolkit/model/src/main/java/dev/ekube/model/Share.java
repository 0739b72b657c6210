package dev.ekube.model;

/** The optional view for tools made for the original: a directory that only the manager writes. */
public record Share(boolean enabled, String path) {
  public Share {
    Check.that(path.startsWith("/"), "the share's path must be absolute: %s", path);
  }
}
