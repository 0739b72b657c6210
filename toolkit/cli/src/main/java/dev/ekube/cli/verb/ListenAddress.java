package dev.ekube.cli.verb;

import dev.ekube.model.Ipv4;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code PORT} at every address of this machine, or {@code ADDRESS:PORT} at one. */
final class ListenAddress implements ITypeConverter<InetSocketAddress> {
  private static final int LAST_PORT = 65_535;

  @Override
  public InetSocketAddress convert(String text) throws UnknownHostException {
    int colon = text.lastIndexOf(':');
    String address = text.substring(0, Math.max(colon, 0));
    String port = text.substring(colon + 1);
    boolean good =
        port.matches("[0-9]{1,5}")
            && Integer.parseInt(port) <= LAST_PORT
            && (colon < 0 || Ipv4.isValid(address));
    if (!good) {
      throw new TypeConversionException(
          "'" + text + "' is no place to listen; write 8442 or 10.0.0.13:8442");
    }
    return colon < 0
        ? new InetSocketAddress((InetAddress) null, Integer.parseInt(port))
        : new InetSocketAddress(InetAddress.getByName(address), Integer.parseInt(port));
  }
}
