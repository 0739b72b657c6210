package dev.ekube.cli.verb;

import dev.ekube.adapters.Reason;
import dev.ekube.adapters.files.Durable;
import dev.ekube.apply.port.PortException;
import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Lifetime;
import dev.ekube.cli.PlaceOptions;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.manager.ClusterFile;
import dev.ekube.cli.manager.Deployment;
import dev.ekube.cli.manager.Manager;
import dev.ekube.model.Cluster;
import dev.ekube.model.Endpoint;
import dev.ekube.pki.CertificateStore;
import dev.ekube.pki.Kubeconfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ekube kubeconfig}: a client of the API for somebody, for some time. */
@Command(
    name = "kubeconfig",
    description = {
      "Makes a kubeconfig with a new key and certificate inside, and writes it to stdout.",
      "Without --user and --group it is an administrator's. It cannot be taken back before it",
      "expires; who got one stands in the cluster's audit.jsonl."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ekube kubeconfig -o admin.conf && kubectl --kubeconfig admin.conf get nodes",
      "  ekube kubeconfig --user jane --group developers --ttl 30d -o jane.conf site/cluster.yaml"
    })
public final class KubeconfigVerb implements Callable<Integer> {
  private static final String ADMIN = "kubernetes-admin";
  private static final String ADMINS = "kubeadm:cluster-admins";
  private static final Duration SHORTEST = Duration.ofMinutes(10);
  private static final Duration LONGEST = Duration.ofDays(365);

  /** At most 64 characters, as X.509 bounds both (RFC 5280, ub-common-name). */
  private static final Pattern NAME = Pattern.compile("[!-~]([ -~]{0,62}[!-~])?");

  private final Terminal terminal;

  @Spec private CommandSpec spec;
  @Mixin private PlaceOptions options;
  @Mixin private ClusterArgument argument;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "Who the API takes them for (default: kubernetes-admin).")
  private Optional<String> user = Optional.empty();

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description = {
        "A group that they belong to; may be repeated (default:",
        "kubeadm:cluster-admins, and none with --user)."
      })
  private List<String> groups = List.of();

  @Option(
      names = "--ttl",
      paramLabel = "TIME",
      converter = Lifetime.class,
      description = "How long it opens the door, such as 90m, 8h or 30d (default: 8h).")
  private Duration ttl = Duration.ofHours(8);

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to this file, for its owner alone to read.")
  private Optional<Path> output = Optional.empty();

  public KubeconfigVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    String name = user.orElse(ADMIN);
    List<String> member = groups.isEmpty() && user.isEmpty() ? List.of(ADMINS) : groups;
    check(name, member);
    Manager manager = Manager.of(options);
    Cluster cluster = Deployment.of(ClusterFile.read(argument.file(), manager)).cluster();
    CertificateStore store = manager.authorities(cluster.name()).open(terminal.err()::println);
    Endpoint endpoint = cluster.endpoint();
    // By address, because this machine's resolver need not know the name; both are certified.
    String server = "https://" + endpoint.vip() + ":" + endpoint.port();
    Kubeconfig.Granted granted =
        Kubeconfig.grant(
            store, server, name, member, cluster.security().keys(), manager.clock().instant(), ttl);
    manager.audit(cluster.name()).add("kubeconfig", facts(granted, name, member));
    output.ifPresentOrElse(
        file -> write(file, granted.text()), () -> terminal.out().print(granted.text()));
    terminal
        .err()
        .printf(
            "%s%s %s until %s%n",
            output.map(file -> "wrote " + file + ": ").orElse(""),
            name,
            member.isEmpty() ? "(no group)" : "(" + String.join(", ", member) + ")",
            granted.issued().certificate().getNotAfter().toInstant());
    return ExitCode.DONE.code();
  }

  private void check(String name, List<String> member) {
    if (!NAME.matcher(name).matches()
        || !member.stream().allMatch(g -> NAME.matcher(g).matches())) {
      throw new ParameterException(
          spec.commandLine(), "a user or group has 1 to 64 plain characters");
    }
    if (ttl.compareTo(SHORTEST) < 0 || ttl.compareTo(LONGEST) > 0) {
      throw new ParameterException(spec.commandLine(), "--ttl is at least 10m and at most 365d");
    }
  }

  private static Map<String, String> facts(
      Kubeconfig.Granted granted, String name, List<String> member) {
    var certificate = granted.issued().certificate();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("user", name);
    facts.put("groups", String.join(",", member));
    facts.put("serial", certificate.getSerialNumber().toString(16));
    facts.put("until", certificate.getNotAfter().toInstant().toString());
    facts.put("by", System.getenv().getOrDefault("SUDO_USER", System.getProperty("user.name")));
    return facts;
  }

  private static void write(Path file, String text) {
    try {
      Durable.replaceFile(file.toAbsolutePath(), text.getBytes(StandardCharsets.UTF_8), 0600);
    } catch (IOException e) {
      throw PortException.failed(
          "tried to write " + file + " but " + Reason.of(e),
          Reason.next(e, file, "name a file in a folder that you may write"),
          e);
    }
  }
}
