package dev.ekube.adapters.doctor;

import dev.ekube.adapters.warewulf.WarewulfInstall;
import dev.ekube.model.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Pods have no business with the manager. Warewulf gives overlays to whoever names a MAC, so a
 * firewall rule has to keep pods' addresses away from its ports. Connections that a node hides
 * behind its own address cannot be told apart here.
 */
final class PodsReachCheck extends WarewulfCheck {
  PodsReachCheck() {
    super("pods-reach");
  }

  @Override
  List<Finding> look(WarewulfInstall warewulf, Site site, Host host) {
    if (site.cluster().isEmpty()) {
      return List.of(skipped("pods", "no cluster.yaml says which network they have"));
    }
    Cidr pods = site.cluster().get().network().pods();
    List<Integer> ports = ports(warewulf, site.cluster().get().manager().port());
    Optional<String> rules = host.run(List.of("nft", "list", "ruleset")).flatMap(this::output);
    String subject = "pods " + pods;
    String names = ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
    if (rules.isPresent() && ports.stream().allMatch(port -> drops(rules.get(), pods, port))) {
      return List.of(ok(subject, "kept away from ports %s by a rule of nft", names));
    }
    String detail =
        rules.isPresent()
            ? "no rule of nft keeps them away from the manager's ports " + names
            : "nft cannot be asked (is it installed, and are you root?) whether they reach the"
                + " manager's ports "
                + names;
    return List.of(warn(subject, detail, remedy(pods, names)));
  }

  private Optional<String> output(Host.Ran ran) {
    return ran.isGood() ? Optional.of(ran.output()) : Optional.empty();
  }

  private static List<Integer> ports(WarewulfInstall warewulf, int own) {
    List<Integer> ports = new ArrayList<>();
    ports.add(warewulf.port());
    warewulf.tlsPort().ifPresent(ports::add);
    ports.add(own);
    return ports.stream().distinct().sorted().toList();
  }

  private static boolean drops(String rules, Cidr pods, int port) {
    return rules
        .lines()
        .map(String::strip)
        .filter(line -> line.contains("ip saddr " + pods + " "))
        .filter(line -> line.matches(".*\\b(drop|reject)\\b.*"))
        .anyMatch(line -> !line.contains("dport") || line.matches(".*dport.*\\b" + port + "\\b.*"));
  }

  private static String remedy(Cidr pods, String ports) {
    return String.join(
        "\n",
        "nft add table inet ekube",
        "nft 'add chain inet ekube input { type filter hook input priority -10; }'",
        "nft 'add rule inet ekube input ip saddr " + pods + " tcp dport { " + ports + " } drop'");
  }
}
