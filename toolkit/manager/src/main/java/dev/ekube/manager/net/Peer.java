package dev.ekube.manager.net;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * Who is at the other end, as far as TLS knows.
 *
 * @param serverName the server name that the peer asked for; empty when it named none
 * @param certificate the peer's own, which an authority of that server name has signed
 */
public record Peer(
    InetSocketAddress address, String serverName, Optional<X509Certificate> certificate) {}
