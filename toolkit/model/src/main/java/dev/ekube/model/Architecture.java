package dev.ekube.model;

import java.util.Locale;

/** The processors for which Kubernetes releases images, in Go's words. */
public enum Architecture {
  AMD64,
  ARM64,
  PPC64LE,
  S390X;

  /** As registries write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
