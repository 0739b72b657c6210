package dev.ekube.lab.host;

import dev.ekube.adapters.Reason;
import dev.ekube.apply.port.PortException;
import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cables as ports of a bridge: without a bridge behind it nothing comes through, not even ARP, and
 * the node's own device keeps its carrier, as with a switch that has failed behind it.
 */
public final class BridgePorts implements Cables {
  @Override
  public void plug(int index, String bridge, boolean plugged) {
    String doing = (plugged ? "plug in" : "pull") + " the cable at device " + index;
    try {
      String device =
          Optional.ofNullable(NetworkInterface.getByIndex(index))
              .map(NetworkInterface::getName)
              .orElseThrow(() -> new IOException("this machine has no such device"));
      List<String> command = new ArrayList<>(List.of("ip", "link", "set", "dev", device));
      command.addAll(plugged ? List.of("master", bridge) : List.of("nomaster"));
      run(doing, command);
    } catch (IOException e) {
      throw failed(doing, Reason.of(e), e);
    }
  }

  private static void run(String doing, List<String> command) throws IOException {
    Process ip =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .start();
    String said = new String(ip.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      if (ip.waitFor() != 0) {
        throw failed(doing, said, new IOException(said));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortException.interrupted(doing);
    }
  }

  private static PortException failed(String doing, String why, IOException cause) {
    return PortException.failed(
        "tried to " + doing + " but " + why,
        "run the lab as root on the machine of its engine, with `ip` of iproute2",
        cause);
  }
}
