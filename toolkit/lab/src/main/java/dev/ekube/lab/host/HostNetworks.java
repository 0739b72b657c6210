package dev.ekube.lab.host;

import dev.ekube.model.Cidr;
import dev.ekube.model.Ipv4;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The networks that this machine has routes to. */
public final class HostNetworks {
  private HostNetworks() {}

  /**
   * A route.
   *
   * @param device the interface that it leads out of
   */
  public record Route(Cidr network, String device) {}

  /** Every route but the default one. */
  public static List<Route> routes() throws IOException {
    return parse(Files.readString(Path.of("/proc/net/route"), StandardCharsets.US_ASCII));
  }

  /**
   * Reads the kernel's table: device, destination, …, mask at the eighth place; addresses in hex
   * with the bytes of a little-endian machine.
   */
  static List<Route> parse(String table) {
    List<Route> routes = new ArrayList<>();
    for (String line : table.lines().skip(1).toList()) {
      String[] columns = line.strip().split("\\s+", -1);
      if (columns.length >= 8) {
        int prefix = Long.bitCount(Long.parseLong(columns[7], 16));
        Ipv4 destination = new Ipv4(swapped(Long.parseLong(columns[1], 16)));
        if (prefix > 0) {
          routes.add(new Route(Cidr.around(destination, prefix), columns[0]));
        }
      }
    }
    return List.copyOf(routes);
  }

  private static long swapped(long bits) {
    return Integer.toUnsignedLong(Integer.reverseBytes((int) bits));
  }
}
