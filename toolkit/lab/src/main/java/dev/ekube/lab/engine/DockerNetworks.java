package dev.ekube.lab.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Network;
import dev.ekube.model.Cidr;
import dev.ekube.model.Copies;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Networks by Docker's API. */
final class DockerNetworks implements Networks {
  private final DockerClient client;

  DockerNetworks(DockerClient client) {
    this.client = client;
  }

  @Override
  public List<Found> all() {
    List<Network> networks =
        Calls.get("list the engine's networks", () -> client.listNetworksCmd().exec());
    return networks.stream()
        .map(
            network ->
                new Found(
                    network.getName(),
                    subnet(network),
                    Copies.sorted(Optional.ofNullable(network.getLabels()).orElse(Map.of()))))
        .sorted((a, b) -> a.name().compareTo(b.name()))
        .toList();
  }

  private static Optional<Cidr> subnet(Network network) {
    return Optional.ofNullable(network.getIpam())
        .map(Network.Ipam::getConfig)
        .flatMap(
            configs ->
                configs.stream()
                    .map(config -> Optional.ofNullable(config.getSubnet()).orElse(""))
                    .filter(Cidr::isShaped)
                    .map(Cidr::parse)
                    .findFirst());
  }

  @Override
  public void create(LabNetwork network) {
    Network.Ipam.Config config =
        new Network.Ipam.Config()
            .withSubnet(network.subnet().toString())
            .withGateway(network.gateway().toString());
    Calls.run(
        "make the network " + network.name(),
        () ->
            client
                .createNetworkCmd()
                .withName(network.name())
                .withDriver("bridge")
                .withInternal(true)
                .withIpam(new Network.Ipam().withConfig(config))
                .withOptions(Map.of("com.docker.network.bridge.name", network.bridge()))
                .withLabels(network.labels())
                .exec());
  }

  @Override
  public void remove(String name) {
    Calls.remove("remove the network " + name, () -> client.removeNetworkCmd(name).exec());
  }
}
