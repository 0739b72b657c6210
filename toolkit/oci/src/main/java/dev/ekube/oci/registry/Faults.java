package dev.ekube.oci.registry;

import dev.ekube.oci.registry.BodyPump.StalledException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Tells from an exception or a status what went wrong, in words for the user. */
public final class Faults {
  private Faults() {}

  /** A fault of the network or of the registry's speech. */
  static RegistryFault network(IOException e, String tried) {
    if (e instanceof RegistryFault known) {
      return known;
    }
    Throwable root = e;
    for (Throwable at = e; at != null; at = at.getCause()) {
      root = at;
      if (at instanceof UnresolvedAddressException || at instanceof UnknownHostException) {
        return new RegistryFault(FaultKind.DNS, tried, "its name has no address");
      }
      if (at instanceof SSLException) {
        return new RegistryFault(FaultKind.TLS, tried, "TLS failed: " + innermost(at));
      }
      if (at instanceof StalledException) {
        return new RegistryFault(FaultKind.SLOW, tried, words(at));
      }
      if (at instanceof Transport.EndlessException) {
        return new RegistryFault(FaultKind.BAD_MANIFEST, tried, words(at));
      }
    }
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof ConnectException || at instanceof NoRouteToHostException) {
        return new RegistryFault(FaultKind.UNREACHABLE, tried, "it cannot be reached" + tail(at));
      }
      if (at instanceof HttpTimeoutException) {
        return new RegistryFault(FaultKind.UNREACHABLE, tried, words(at));
      }
    }
    return new RegistryFault(FaultKind.CUT, tried, "the connection broke" + tail(root));
  }

  /** A fault of this machine's disk. */
  public static RegistryFault disk(IOException e, String tried) {
    String words = words(e);
    String lower = words.toLowerCase(Locale.ROOT);
    if (lower.contains("no space left") || lower.contains("quota exceeded")) {
      return new RegistryFault(FaultKind.DISK_FULL, tried, "the file system is full");
    }
    boolean denied =
        e instanceof AccessDeniedException
            || lower.contains("permission denied")
            || lower.contains("read-only file system")
            || lower.contains("operation not permitted");
    if (denied) {
      String where = e instanceof FileSystemException known ? ": " + known.getFile() : "";
      return new RegistryFault(FaultKind.DISK_DENIED, tried, "it may not be written" + where);
    }
    return new RegistryFault(FaultKind.DISK, tried, words);
  }

  /** A fault that the registry told by its status. */
  static RegistryFault status(Transport.Reply reply, String tried) {
    int status = reply.status();
    FaultKind kind =
        switch (status) {
          case 401 -> FaultKind.UNAUTHORIZED;
          case 403 -> FaultKind.FORBIDDEN;
          case 404 -> FaultKind.NOT_FOUND;
          case 408, 425, 429 -> FaultKind.BUSY;
          case 407 -> FaultKind.REFUSED;
          default -> status >= 500 ? FaultKind.SERVER : FaultKind.REFUSED;
        };
    String reason =
        switch (kind) {
          case UNAUTHORIZED -> "it wants a login (401)";
          case FORBIDDEN -> "it does not allow it (403)";
          case NOT_FOUND -> "it does not have it (404)";
          case BUSY -> "it is asked too often (" + status + ")";
          default -> "it answered with status " + status;
        };
    var pause = RetryAfter.read(reply.header("Retry-After"));
    return new RegistryFault(kind, tried, reason, kind.isPassing() ? pause : Optional.empty());
  }

  private static String innermost(Throwable problem) {
    Throwable at = problem;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return words(at);
  }

  private static String tail(Throwable problem) {
    return problem.getMessage() == null ? "" : ": " + words(problem);
  }

  private static String words(Throwable problem) {
    String message = problem.getMessage();
    return message == null
        ? problem.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}
