package dev.ekube.spec.init;

import dev.ekube.model.Cidr;
import dev.ekube.model.Ipv4;
import dev.ekube.model.NodeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the files of an ephemeral Kubernetes of shell scripts tell, as a proposal for cluster.yaml:
 * configurations of keepalived and HAProxy, a hosts file, the options that its install script gives
 * to kubeadm, flannel's manifest, and the files that its control nodes leave on the share.
 */
public final class OriginalFiles {
  private static final Pattern VIP =
      Pattern.compile("virtual_ipaddress\\s*\\{\\s*([0-9.]+)(?:/([0-9]{1,2}))?");
  private static final Pattern INTERFACE = Pattern.compile("(?m)^\\s*interface\\s+(\\S+)");
  private static final Pattern SERVER =
      Pattern.compile("(?m)^\\s*server\\s+([a-z0-9-]+)\\s+([0-9.]+):[0-9]+");
  private static final Pattern BIND = Pattern.compile("(?m)^\\s*bind\\s+\\S*:([0-9]+)");
  private static final Pattern MEMBER = Pattern.compile("([a-z0-9-]+)_([0-9.]+)\\.txt");
  private static final Pattern OPTION =
      Pattern.compile("--([a-z-]+)[= ]+\"?([A-Za-z0-9./:_-]+)\"?");
  private static final Pattern POD_NETWORK = Pattern.compile("\"Network\"\\s*:\\s*\"([0-9./]+)\"");
  private static final String USUAL_PORT = "8443";

  private final Map<String, String> answers = new HashMap<>();
  private final SortedMap<NodeName, Ipv4> controls = new TreeMap<>();
  private final SortedMap<NodeName, Ipv4> hosts = new TreeMap<>();
  private final List<String> remarks = new ArrayList<>();
  private final SortedMap<String, String> files;

  private OriginalFiles(SortedMap<String, String> files) {
    this.files = files;
  }

  /**
   * A proposal.
   *
   * @param answers by the keys of {@link InitQuestions}
   * @param remarks sentences for the person: what was found where, and what has to be looked at
   */
  public record Proposal(Map<String, String> answers, List<String> remarks) {
    public Proposal {
      answers = Map.copyOf(answers);
      remarks = List.copyOf(remarks);
    }
  }

  /** What these files tell, each by its path; files of other names are passed over. */
  public static Proposal read(SortedMap<String, String> files) {
    OriginalFiles found = new OriginalFiles(files);
    found.each("keepalived.conf", found::keepalived);
    found.each("haproxy.cfg", found::haproxy);
    found.each("haproxy.cfg.base", found::haproxy);
    found.each("k8s-install.sh", found::installScript);
    found.each("kube-flannel.yml", found::flannel);
    found.files.keySet().forEach(found::member);
    found.each("hosts", found::hosts);
    found.each("hosts.ww", found::hosts);
    found.nodes();
    return new Proposal(found.answers, found.remarks);
  }

  /** True for a file that is worth reading. */
  public static boolean tells(String name) {
    return List.of(
                "keepalived.conf",
                "haproxy.cfg",
                "haproxy.cfg.base",
                "k8s-install.sh",
                "kube-flannel.yml",
                "hosts",
                "hosts.ww")
            .contains(name)
        || MEMBER.matcher(name).matches();
  }

  /** Reads one file after another; an answer that another file gave before stays. */
  private interface Part {
    void read(String path, String text);
  }

  private void each(String name, Part part) {
    files.forEach(
        (path, text) -> {
          if (nameOf(path).equals(name)) {
            part.read(path, text);
          }
        });
  }

  private static String nameOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private void answer(String key, String value, String path) {
    String before = answers.putIfAbsent(key, value);
    if (before == null) {
      remarks.add("%s: %s, from %s".formatted(key, value, path));
    } else if (!before.equals(value)) {
      remarks.add("%s: %s also names %s; %s is kept".formatted(key, path, value, before));
    }
  }

  private void keepalived(String path, String text) {
    Matcher vip = VIP.matcher(text);
    if (vip.find() && Ipv4.isValid(vip.group(1))) {
      answer("vip", vip.group(1), path);
      Optional.ofNullable(vip.group(2))
          .map(Integer::parseInt)
          .filter(prefix -> prefix >= 8 && prefix <= 30)
          .map(prefix -> Cidr.around(Ipv4.parse(vip.group(1)), prefix))
          .ifPresent(network -> answer("network", network.toString(), path));
    }
    first(INTERFACE, text).ifPresent(name -> answer("interface", name, path));
  }

  private void haproxy(String path, String text) {
    Matcher server = SERVER.matcher(text);
    while (server.find()) {
      control(server.group(1), server.group(2));
    }
    first(BIND, text)
        .filter(port -> !port.equals(USUAL_PORT))
        .ifPresent(
            port ->
                remarks.add(
                    "%s listens on port %s: write `port: %s` below endpoint"
                        .formatted(path, port, port)));
  }

  private void member(String path) {
    Matcher member = MEMBER.matcher(nameOf(path));
    if (member.matches()) {
      control(member.group(1), member.group(2));
    }
  }

  private void control(String name, String address) {
    if (NodeName.isValid(name) && Ipv4.isValid(address)) {
      controls.putIfAbsent(new NodeName(name), Ipv4.parse(address));
    }
  }

  private void installScript(String path, String text) {
    Matcher option = OPTION.matcher(text);
    while (option.find()) {
      String value = option.group(2);
      switch (option.group(1)) {
        case "kubernetes-version" ->
            answer("version", value.startsWith("v") ? value : "v" + value, path);
        case "pod-network-cidr" -> answer("pods", value, path);
        case "service-cidr" -> answer("services", value, path);
        case "control-plane-endpoint" ->
            answer("endpoint-name", value.replaceFirst(":.*", ""), path);
        case "apiserver-cert-extra-sans" -> {
          if (Ipv4.isValid(value)) {
            answer("manager", value, path + ", where it is an extra name of the API");
          }
        }
        default -> {
          // Other options have no place in cluster.yaml, or are ekube's own matter.
        }
      }
    }
  }

  private void flannel(String path, String text) {
    first(POD_NETWORK, text).ifPresent(network -> answer("pods", network, path));
  }

  private void hosts(String path, String text) {
    for (String line : text.lines().toList()) {
      String[] words = line.replaceFirst("#.*", "").strip().split("\\s+");
      if (words.length < 2 || !Ipv4.isValid(words[0]) || words[0].startsWith("127.")) {
        continue;
      }
      if (words[0].equals(answers.get("vip"))) {
        answer("endpoint-name", words[1], path);
      } else if (List.of(words).contains("warewulf")) {
        answer("manager", words[0], path);
        answer("manager-name", words[1], path);
      } else if (NodeName.isValid(words[1])) {
        hosts.putIfAbsent(new NodeName(words[1]), Ipv4.parse(words[0]));
      }
    }
  }

  /** HAProxy's servers are control nodes; among other hosts those whose names say so. */
  private void nodes() {
    hosts.forEach(
        (name, address) -> {
          if (name.value().contains("control") && controls.putIfAbsent(name, address) == null) {
            remarks.add(name + " is taken for a control node by its name, please check");
          }
        });
    hosts.keySet().removeAll(controls.keySet());
    put("control", controls);
    put("worker", hosts);
    if (!controls.isEmpty()) {
      remarks.add("these files hold no MAC addresses: they are taken from Warewulf");
    }
  }

  private void put(String key, SortedMap<NodeName, Ipv4> nodes) {
    if (!nodes.isEmpty()) {
      List<String> words = new ArrayList<>();
      nodes.forEach((name, at) -> words.add(name + "," + InitNode.FROM_WAREWULF + "," + at));
      answers.put(key, String.join(" ", words));
    }
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() && !found.group(1).contains("$")
        ? Optional.of(found.group(1))
        : Optional.empty();
  }
}
