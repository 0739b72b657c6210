package dev.ekube.oci.registry;

/** Why something could not be fetched, what to do about it, and whether trying again may help. */
public enum FaultKind {
  NOT_FOUND(false, "check the image's name and tag, and whether the mirror holds it"),
  UNAUTHORIZED(false, "log in with docker login or podman login as the user who runs ekube"),
  FORBIDDEN(false, "ask for read access for the login that ekube uses, or name a mirror"),
  REFUSED(false, "check that the address is that of a registry"),
  DNS(false, "check the name and the resolver, or set HTTPS_PROXY or a mirror"),
  TLS(false, "name the registry's certificate authority as ca of its mirror in images.mirrors"),
  UNREACHABLE(true, "check network, proxy and firewall, or name a mirror in images.mirrors"),
  SLOW(true, "run it again; what has arrived is kept"),
  CUT(true, "run it again; what has arrived is kept"),
  BUSY(true, "wait a little and run it again; what has arrived is kept"),
  SERVER(true, "run it again later, or name a mirror in images.mirrors"),
  WRONG_BYTES(true, "tell the registry's or mirror's owner; nothing of it was kept"),
  BAD_MANIFEST(false, "check that the name is that of a container image"),
  NO_PLATFORM(false, "choose an image that is made for this platform"),
  DISK_FULL(false, "free space or name a store on another file system; what has arrived is kept"),
  DISK_DENIED(false, "let the user who runs ekube write to the store"),
  DISK(false, "check the file system that holds the store");

  private final boolean passing;
  private final String advice;

  FaultKind(boolean passing, String advice) {
    this.passing = passing;
    this.advice = advice;
  }

  /** True when the same request may succeed a moment later. */
  public boolean isPassing() {
    return passing;
  }

  /** True when the fault is this machine's and no other source can help. */
  public boolean isLocal() {
    return this == DISK_FULL || this == DISK_DENIED || this == DISK;
  }

  /** Follows "next:" in messages. */
  public String advice() {
    return advice;
  }
}
