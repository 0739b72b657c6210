package dev.ekube.cli.manager;

import dev.ekube.adapters.warewulf.KnownNode;
import dev.ekube.adapters.warewulf.WarewulfInstall;
import dev.ekube.model.Cidr;
import dev.ekube.model.Ipv4;
import dev.ekube.model.Ipv4Range;
import dev.ekube.model.MacAddress;
import dev.ekube.spec.init.InitNode;
import dev.ekube.spec.init.KnownNodes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Warewulf knows already, as a proposal for a first cluster.yaml.
 *
 * @param answers by the keys of {@code InitQuestions}
 * @param remarks what was guessed or left out, for the person
 */
public record WarewulfProposal(
    Map<String, String> answers, List<InitNode> nodes, List<String> remarks) {
  public WarewulfProposal {
    answers = Map.copyOf(answers);
    nodes = List.copyOf(nodes);
    remarks = List.copyOf(remarks);
  }

  /**
   * Asks the manager.
   *
   * @param control names of the control nodes; empty to have them guessed
   */
  public static WarewulfProposal of(Manager manager, Set<String> control) {
    WarewulfInstall install = manager.install();
    Map<String, String> answers = new HashMap<>();
    install.address().ifPresent(address -> answers.put("manager", address.toString()));
    install
        .address()
        .flatMap(address -> install.netmask().map(mask -> Cidr.around(address, prefix(mask))))
        .ifPresent(network -> answers.put("network", network.toString()));
    range(install.dhcp()).ifPresent(range -> answers.put("dhcp-range", range));
    answers.put("manager-name", manager.hostName());
    List<KnownNode> known = manager.knownNodes();
    known.stream()
        .flatMap(node -> node.interfaces().stream())
        .filter(KnownNode.Interface::primary)
        .flatMap(device -> device.device().stream())
        .findFirst()
        .ifPresent(device -> answers.put("interface", device));
    KnownNodes.Proposal nodes =
        KnownNodes.propose(known.stream().map(WarewulfProposal::node).toList(), control);
    return new WarewulfProposal(answers, nodes.nodes(), nodes.remarks());
  }

  private static KnownNodes.KnownNode node(KnownNode node) {
    Optional<KnownNode.Interface> primary =
        node.interfaces().stream().filter(KnownNode.Interface::primary).findFirst();
    return new KnownNodes.KnownNode(
        node.name(),
        primary
            .flatMap(KnownNode.Interface::mac)
            .filter(MacAddress::isValid)
            .map(MacAddress::parse),
        primary.flatMap(KnownNode.Interface::address).filter(Ipv4::isValid).map(Ipv4::parse));
  }

  private static Optional<String> range(WarewulfInstall.Dhcp dhcp) {
    return dhcp.first()
        .filter(first -> dhcp.enabled())
        .flatMap(first -> dhcp.last().map(last -> new Ipv4Range(first, last).toString()));
  }

  private static int prefix(Ipv4 netmask) {
    return Long.bitCount(netmask.bits());
  }
}
