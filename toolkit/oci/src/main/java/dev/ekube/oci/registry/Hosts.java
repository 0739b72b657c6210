package dev.ekube.oci.registry;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** What a host's name or address says by itself, without asking a name server. */
final class Hosts {
  private static final Pattern LITERAL =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*]?");

  private Hosts() {}

  static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || (LITERAL.matcher(host).matches() && isLoopbackAddress(host));
  }

  /** True when {@code host} is an address of the network {@code cidr}; names never are. */
  static boolean isWithin(String host, String cidr) {
    int slash = cidr.indexOf('/');
    String network = cidr.substring(0, slash);
    if (!LITERAL.matcher(host).matches() || !LITERAL.matcher(network).matches()) {
      return false;
    }
    try {
      byte[] one = InetAddress.getByName(host).getAddress();
      byte[] other = InetAddress.getByName(network).getAddress();
      int drop = one.length * 8 - Integer.parseInt(cidr.substring(slash + 1));
      return one.length == other.length
          && drop >= 0
          && new BigInteger(1, one)
              .shiftRight(drop)
              .equals(new BigInteger(1, other).shiftRight(drop));
    } catch (UnknownHostException | NumberFormatException e) {
      return false;
    }
  }

  private static boolean isLoopbackAddress(String literal) {
    try {
      return InetAddress.getByName(literal).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
