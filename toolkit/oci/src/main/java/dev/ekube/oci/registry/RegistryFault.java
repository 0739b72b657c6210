package dev.ekube.oci.registry;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Something could not be fetched or kept. The message is one sentence: what was tried, why it
 * failed, what to do next.
 */
public final class RegistryFault extends IOException {
  private static final long serialVersionUID = 1;

  private final FaultKind kind;
  private final String tried;
  private final String reason;
  private final transient Optional<Duration> retryAfter;

  /** {@code tried} follows "tried to", {@code reason} follows "but". */
  public RegistryFault(FaultKind kind, String tried, String reason) {
    this(kind, tried, reason, Optional.empty());
  }

  public RegistryFault(FaultKind kind, String tried, String reason, Optional<Duration> retryAfter) {
    super("tried to " + tried + " but " + reason + "; next: " + kind.advice());
    this.kind = kind;
    this.tried = tried;
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  public FaultKind kind() {
    return kind;
  }

  public String tried() {
    return tried;
  }

  public String reason() {
    return reason;
  }

  /** How long the registry asked to be left alone. */
  public Optional<Duration> retryAfter() {
    return retryAfter == null ? Optional.empty() : retryAfter;
  }
}
