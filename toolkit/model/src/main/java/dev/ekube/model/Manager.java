package dev.ekube.model;

/**
 * The Warewulf manager.
 *
 * @param name its host name as nodes shall resolve it
 * @param port where {@code ekube serve} listens
 */
public record Manager(Ipv4 address, String name, int port) {
  public Manager {
    Check.that(port > 0 && port < 65536, "not a port: %d", port);
  }
}
