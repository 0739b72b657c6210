package dev.ekube.manager.net;

import java.net.InetSocketAddress;
import java.util.Optional;

/** Decides who is talked to. Called by many threads at once. */
public interface Reception {

  /** Why this address is not talked to at all; asked before a byte is read. */
  Optional<String> turnAway(InetSocketAddress from);

  /** TLS stands; what the peer sends goes to the guest that is returned. */
  Guest welcome(Connection connection, Peer peer) throws Unwelcome;
}
