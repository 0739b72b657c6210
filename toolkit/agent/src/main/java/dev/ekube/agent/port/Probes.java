package dev.ekube.agent.port;

import java.util.Optional;

/** Looks at ports of this machine. */
public interface Probes {
  /** True when something accepts connections at that port of 127.0.0.1. */
  boolean accepts(int port);

  /**
   * Asks {@code https://127.0.0.1:PORT/readyz}.
   *
   * @param authority PEM of the only authority that may have signed the server's certificate
   * @return why it is not ready; empty when it is
   */
  Optional<String> unready(int port, String authority);

  /** Asks {@code http://127.0.0.1:PORT/health} of an etcd; empty when it is healthy. */
  Optional<String> unhealthy(int port);
}
