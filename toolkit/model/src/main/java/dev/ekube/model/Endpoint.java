package dev.ekube.model;

import java.util.List;

/**
 * Where the API is reached: {@code name:port} at the virtual address.
 *
 * @param routerId VRRP router id, 1 to 255; must differ between clusters on one segment
 * @param certSans further names and addresses for the API server's certificate
 */
public record Endpoint(Ipv4 vip, String name, int port, int routerId, List<String> certSans) {
  public Endpoint {
    Check.that(port > 0 && port < 65536, "not a port: %d", port);
    Check.that(routerId > 0 && routerId < 256, "not a VRRP router id: %d", routerId);
    certSans = List.copyOf(certSans);
  }
}
