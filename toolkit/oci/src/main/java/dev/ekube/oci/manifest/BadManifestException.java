package dev.ekube.oci.manifest;

/** The bytes are no manifest that ekube knows; the message says what is wrong with them. */
public final class BadManifestException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BadManifestException(String message) {
    super(message);
  }
}
