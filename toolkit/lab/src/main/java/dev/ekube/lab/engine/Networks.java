package dev.ekube.lab.engine;

import dev.ekube.model.Cidr;
import dev.ekube.model.Ipv4;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Networks of an engine. */
public interface Networks {
  List<Found> all();

  /** Makes a network that no packet leaves; the host has the gateway's address on it. */
  void create(LabNetwork network);

  /** Its absence is no error. */
  void remove(String name);

  /** A network that is there; one without IPv4 has no subnet. */
  record Found(String name, Optional<Cidr> subnet, SortedMap<String, String> labels) {}

  /**
   * A network to be made.
   *
   * @param bridge name of its device on the host
   * @param gateway the host's own address on it
   */
  record LabNetwork(
      String name, String bridge, Cidr subnet, Ipv4 gateway, SortedMap<String, String> labels) {}
}
