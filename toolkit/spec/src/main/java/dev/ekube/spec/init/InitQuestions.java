package dev.ekube.spec.init;

import dev.ekube.model.Cidr;
import dev.ekube.model.ClusterName;
import dev.ekube.model.Ipv4;
import dev.ekube.model.Ipv4Range;
import dev.ekube.model.KubeVersion;
import dev.ekube.model.Role;
import dev.ekube.spec.rule.FormatRule;
import dev.ekube.spec.rule.format.AddressFormat;
import dev.ekube.spec.rule.format.ClusterNameFormat;
import dev.ekube.spec.rule.format.DhcpRangeFormat;
import dev.ekube.spec.rule.format.HostFormat;
import dev.ekube.spec.rule.format.InterfaceFormat;
import dev.ekube.spec.rule.format.NetworkFormat;
import dev.ekube.spec.rule.format.VersionFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The questions of {@code ekube init}, in order, and what their answers make. */
public final class InitQuestions {
  private static final String PART = "NAME,MAC,ADDRESS";

  /** All questions; a terminal asks those that no flag has answered. */
  public static final List<InitQuestion> ALL =
      List.of(
          ask("name", "Name of the cluster", "demo", ClusterNameFormat.RULE),
          ask("version", "Kubernetes release", "v1.32.1", VersionFormat.RULE),
          ask("network", "Provisioning network", "10.0.0.0/24", NetworkFormat.RULE),
          ask("interface", "Interface of the nodes on it", "net0", InterfaceFormat.RULE),
          ask("manager", "Address of the Warewulf manager", 13, AddressFormat.RULE),
          ask("manager-name", "Host name of the manager", "cluster-manager", HostFormat.RULE),
          ask("vip", "Virtual address of the API, free so far", 99, AddressFormat.RULE),
          ask("endpoint-name", "Name of that address", "vip.kubernetes.local", HostFormat.RULE),
          optional("gateway", "Default gateway of the nodes", AddressFormat.RULE),
          optional("dns", "DNS servers of the nodes, with blanks between", AddressFormat.RULE),
          optional("dhcp-range", "Range that Warewulf's DHCP hands out", DhcpRangeFormat.RULE),
          ask("pods", "Pod network", "10.249.0.0/16", NetworkFormat.RULE),
          ask("services", "Service network", "10.96.0.0/12", NetworkFormat.RULE),
          nodes("control", "Control nodes, each " + PART + ", with blanks between", true),
          nodes("worker", "Workers likewise, or RANGE,MACFILE,FIRST-ADDRESS", false));

  private InitQuestions() {}

  /**
   * What the answers make.
   *
   * @param given answers by key; a missing one counts as its proposal, or as none
   * @throws IllegalArgumentException when an answer breaks its question's own check
   */
  public static InitAnswers answers(Map<String, String> given) {
    Function<String, String> get = key -> Answers.get(ALL, given, key);
    List<InitNode> nodes = new ArrayList<>(parse(get.apply("control"), Role.CONTROL));
    nodes.addAll(parse(get.apply("worker"), Role.WORKER));
    return new InitAnswers(
        new ClusterName(get.apply("name")),
        KubeVersion.parse(get.apply("version")),
        Ipv4.parse(get.apply("vip")),
        get.apply("endpoint-name"),
        Cidr.parse(get.apply("network")),
        get.apply("interface"),
        present(get.apply("gateway")).map(Ipv4::parse),
        words(get.apply("dns")).stream().map(Ipv4::parse).toList(),
        present(get.apply("dhcp-range")).map(InitQuestions::range),
        Ipv4.parse(get.apply("manager")),
        get.apply("manager-name"),
        Cidr.parse(get.apply("pods")),
        Cidr.parse(get.apply("services")),
        nodes);
  }

  private static InitQuestion ask(String key, String prompt, String proposal, FormatRule format) {
    return new InitQuestion(
        key, prompt, before -> Optional.of(proposal), text -> complaint(text, format));
  }

  /** An address that many steps into the provisioning network by default. */
  private static InitQuestion ask(String key, String prompt, int step, FormatRule format) {
    return new InitQuestion(
        key,
        prompt,
        before -> {
          Cidr network = Cidr.parse(before.getOrDefault("network", "10.0.0.0/24"));
          boolean fits = network.prefix() <= 24;
          return Optional.of(network.network().plus(fits ? step : step == 99 ? 2 : 1).toString());
        },
        text -> complaint(text, format));
  }

  private static InitQuestion optional(String key, String prompt, FormatRule format) {
    boolean many = key.equals("dns");
    return new InitQuestion(
        key,
        prompt + " (empty for none)",
        before -> Optional.of(""),
        text ->
            (many ? words(text) : present(text).stream().toList())
                .stream()
                    .map(word -> complaint(word, format))
                    .flatMap(Optional::stream)
                    .findFirst());
  }

  private static InitQuestion nodes(String key, String prompt, boolean needed) {
    return new InitQuestion(
        key,
        prompt + (needed ? "" : " (empty for none)"),
        before -> needed ? Optional.empty() : Optional.of(""),
        text -> {
          if (needed && text.isBlank()) {
            return Optional.of("name at least one control node, as " + PART);
          }
          return words(text).stream()
              .filter(word -> parseOne(word, Role.WORKER).isEmpty())
              .map(word -> "\"" + word + "\" is not a node; write " + PART)
              .findFirst();
        });
  }

  private static Optional<String> complaint(String text, FormatRule format) {
    return format.accepts(text)
        ? Optional.empty()
        : Optional.of("write " + format.noun() + " such as " + format.example());
  }

  private static List<InitNode> parse(String text, Role role) {
    List<InitNode> nodes = new ArrayList<>();
    for (String word : words(text)) {
      nodes.add(
          parseOne(word, role)
              .orElseThrow(() -> new IllegalArgumentException("not a node: " + word)));
    }
    return nodes;
  }

  /** A range may hold commas itself, so the MAC and the address are taken from the end. */
  private static Optional<InitNode> parseOne(String word, Role role) {
    int last = word.lastIndexOf(',');
    int middle = last < 0 ? -1 : word.lastIndexOf(',', last - 1);
    if (middle < 0 || !Ipv4.isValid(word.substring(last + 1))) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new InitNode(
              word.substring(0, middle),
              role,
              word.substring(middle + 1, last),
              Ipv4.parse(word.substring(last + 1)),
              ""));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Ipv4Range range(String text) {
    int hyphen = text.indexOf('-');
    return new Ipv4Range(
        Ipv4.parse(text.substring(0, hyphen).strip()),
        Ipv4.parse(text.substring(hyphen + 1).strip()));
  }

  private static Optional<String> present(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(text.strip());
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }
}
