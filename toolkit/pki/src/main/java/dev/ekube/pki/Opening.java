package dev.ekube.pki;

import java.nio.file.Path;
import java.util.List;

/** What {@link CertificateStore#open} found. */
public sealed interface Opening {
  CertificateStore store();

  /** There was none and nothing says that there ever was one: it has been made now. */
  record Created(CertificateStore store) implements Opening {}

  /**
   * It was there.
   *
   * @param tightened files and folders that others could read until now, and no longer can
   */
  record Opened(CertificateStore store, List<Path> tightened) implements Opening {
    public Opened {
      tightened = List.copyOf(tightened);
    }
  }
}
