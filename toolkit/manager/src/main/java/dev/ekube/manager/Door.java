package dev.ekube.manager;

import dev.ekube.manager.cluster.Surroundings;
import dev.ekube.manager.net.Connection;
import dev.ekube.manager.net.Guest;
import dev.ekube.manager.net.Peer;
import dev.ekube.manager.net.Reception;
import dev.ekube.manager.net.Unwelcome;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Lets in only who can be a node: from the address of one in some cluster.yaml, and from a port
 * that only root may use (docs/security.md says what that is worth).
 */
final class Door implements Reception {
  private static final int FIRST_FREE_PORT = 1024;

  private final Service service;
  private final Surroundings around;

  Door(Service service, Surroundings around) {
    this.service = service;
    this.around = around;
  }

  @Override
  public Optional<String> turnAway(InetSocketAddress from) {
    if (around.sandbox()) {
      return from.getAddress().isLoopbackAddress()
          ? Optional.empty()
          : Optional.of("a sandbox talks to its own machine alone");
    }
    if (from.getPort() >= FIRST_FREE_PORT) {
      return Optional.of("its source port is not below " + FIRST_FREE_PORT);
    }
    return service.view().addresses().contains(from.getAddress().getHostAddress())
        ? Optional.empty()
        : Optional.of("no node has this address");
  }

  @Override
  public Guest welcome(Connection connection, Peer peer) throws Unwelcome {
    return Optional.ofNullable(service.view().byServerName().get(peer.serverName()))
        .orElseThrow(() -> new Unwelcome("it asks for no cluster of this manager"))
        .guest(connection, peer);
  }
}
