package dev.ekube.agent.node;

import dev.ekube.agent.port.Deadline;
import dev.ekube.agent.port.Machine;
import dev.ekube.agent.port.Programs;
import dev.ekube.agent.port.Trouble;
import dev.ekube.model.Ipv4;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Locale;

/** The machine by its own programs. */
public final class Host implements Machine {
  private static final long QUICK = 10_000;

  private final Programs programs;

  public Host(Programs programs) {
    this.programs = programs;
  }

  @Override
  public long wallClock() {
    return System.currentTimeMillis();
  }

  @Override
  public void setClock(long milliseconds) throws Trouble {
    String seconds =
        String.format(
            Locale.ROOT, "@%d.%03d", milliseconds / 1_000, Math.floorMod(milliseconds, 1_000));
    programs.run(List.of("date", "--utc", "--set=" + seconds), Deadline.in(QUICK));
  }

  @Override
  public List<Ipv4> addresses() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
          .map(address -> Ipv4.parse(address.getHostAddress()))
          .sorted()
          .toList();
    } catch (SocketException e) {
      // Nobody depends on it: who holds the virtual address is shown, and no more.
      return List.of();
    }
  }

  @Override
  public void reboot() throws Trouble {
    programs.run(List.of("systemctl", "reboot"), Deadline.in(QUICK));
  }
}
