package dev.ekube.manager.net;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What the service is to the nodes of one cluster.
 *
 * @param serverName the name that they ask for
 * @param key of the first certificate
 * @param chain the service's certificate, then its authority, which agents know by fingerprint
 * @param trusted the authorities that sign the nodes' certificates
 */
public record Identity(
    String serverName, PrivateKey key, List<X509Certificate> chain, List<X509Certificate> trusted) {
  public Identity {
    chain = List.copyOf(chain);
    trusted = List.copyOf(trusted);
  }
}
