package dev.ekube.oci.registry;

import dev.ekube.oci.Descriptor;

/** A manifest's bytes as served, and the descriptor that they amount to. */
public final class FetchedManifest {
  private final byte[] content;
  private final Descriptor descriptor;

  FetchedManifest(byte[] content, Descriptor descriptor) {
    this.content = content.clone();
    this.descriptor = descriptor;
  }

  public byte[] content() {
    return content.clone();
  }

  public Descriptor descriptor() {
    return descriptor;
  }
}
