package dev.ekube.cli.lab;

import dev.ekube.adapters.files.ApplyLock;
import dev.ekube.apply.port.PortException;
import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Lifetime;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.manager.AppliedClusters;
import dev.ekube.cli.manager.ClusterFile;
import dev.ekube.cli.manager.Deployment;
import dev.ekube.cli.manager.Manager;
import dev.ekube.cli.output.StatusText;
import dev.ekube.lab.engine.Engine;
import dev.ekube.lab.host.HostNetworks;
import dev.ekube.lab.host.LabFolder;
import dev.ekube.lab.plan.LabNames;
import dev.ekube.manager.outside.ApiClient;
import dev.ekube.manager.outside.RealOutside;
import dev.ekube.model.ClusterName;
import dev.ekube.model.NodeName;
import dev.ekube.model.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ekube lab up}: makes a lab, or what is missing of it, and waits until it is a cluster. */
@Command(
    name = "up",
    description = {
      "Makes a lab and waits until all nodes are Ready and CoreDNS is available. Run again, it"
          + " starts",
      "what is missing. Without --image the node images are made on first use, which takes a while."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ekube lab up examples/lab/cluster.yaml",
      "  ekube lab up --cpus 0.38 examples/lab/cluster.yaml",
      "  ekube lab up --image base=worker.tar --image control=control.tar"
    })
public final class LabUp implements Callable<Integer> {
  /** kube-proxy would set limits of the whole host's connection tracking, which a node may not. */
  private static final String PROXY_PATCH =
      """
      conntrack:
        maxPerCore: 0
        min: 0
        tcpEstablishedTimeout: 0s
        tcpCloseWaitTimeout: 0s
      """;

  private static final Duration CALL = Duration.ofSeconds(1);

  private final Terminal terminal;
  private final Supplier<Engine> engine;

  @Mixin private ClusterArgument argument;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "The lab's folder (default: ~/.local/state/ekube/lab/NAME).")
  private Optional<Path> directory = Optional.empty();

  @Option(
      names = "--image",
      paramLabel = "base|control=TAR|REF",
      description = {
        "Node image of workers (base) or control nodes: a tar of a root file system, or an image",
        "that the engine has (default: made by lab/fixtures/node-images)."
      })
  private Map<String, String> images = Map.of();

  @Option(
      names = "--cpus",
      paramLabel = "N",
      description = "How many processors each node may use, such as 0.38 (default: no limit).")
  private Optional<Double> cpus = Optional.empty();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = Lifetime.class,
      description = "How long to wait for the cluster (default: 5m).")
  private Duration timeout = Duration.ofMinutes(5);

  @Option(
      names = "--hold",
      description = "Boot the nodes but start no agent, for a measurement; implies --no-wait.")
  private boolean held;

  @Option(names = "--no-wait", description = "Return as soon as the nodes boot.")
  private boolean hurried;

  LabUp(Terminal terminal, Supplier<Engine> engine) {
    this.terminal = terminal;
    this.engine = engine;
  }

  @Override
  public Integer call() throws IOException {
    try (Engine running = engine.get()) {
      return up(running).code();
    }
  }

  private ExitCode up(Engine running) throws IOException {
    ClusterName name = name(argument);
    LabFolder folder =
        new LabFolder(
            directory.orElseGet(() -> LabFolder.home(System.getenv()).resolve(name.value())));
    Manager manager = Manager.in(folder.state());
    Deployment deployment = Deployment.of(ClusterFile.read(argument.file(), manager), manager);
    deployment.warnings().forEach(problem -> terminal.err().println(problem));
    refuseOther(running, folder, name);
    folder.create();
    // The folder counts as a lab's from here on, so that `lab down` clears what a cut run left.
    OptionalDouble share = cpus.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    if (!folder.exists()) {
      new LabRecord(name, new TreeMap<>(), share).write(folder);
    }
    ApplyLock lock = manager.lock("lab up");
    try (lock) {
      SortedMap<Role, String> chosen = new LabImages(running.images(), terminal).ensure(images);
      LabRecord made = new LabRecord(name, chosen, share);
      made.write(folder);
      Deployment ready = deployment.withAuthorities(manager, line -> {});
      LabSite plain = LabSite.of(folder, ready, made, running);
      LabSite site = held ? plain.held(running) : plain;
      begin(site);
      return hurried || held ? ExitCode.DONE : form(site);
    }
  }

  /** The name that a cluster.yaml gives to its lab, which says where the manager's state is. */
  public static ClusterName name(ClusterArgument argument) throws IOException {
    Manager anywhere = Manager.in(LabFolder.home(System.getenv()));
    return Deployment.of(ClusterFile.read(argument.file(), anywhere)).cluster().name();
  }

  /** One lab of a name on one engine; another cluster.yaml needs another start. */
  private static void refuseOther(Engine running, LabFolder folder, ClusterName name)
      throws IOException {
    for (var found : running.containers().labelled(LabNames.LAB)) {
      boolean ours = name.value().equals(found.labels().get(LabNames.LAB));
      String elsewhere = found.labels().getOrDefault(LabNames.FOLDER, "");
      if (ours && !elsewhere.equals(folder.root().toString())) {
        throw PortException.precondition(
            "tried to make lab " + name + " but one of that name runs from " + elsewhere,
            "use it with --dir " + elsewhere + ", or remove it: ekube lab down --lab " + name);
      }
    }
  }

  private void begin(LabSite site) throws IOException {
    List<NodeName> asleep = site.asleep();
    refuseChange(site, asleep);
    site.keep("lab up");
    site.folder()
        .write(site.folder().patches().resolve("kubeproxyconfiguration+merge.yaml"), PROXY_PATCH);
    site.lab().connect(HostNetworks.routes());
    boolean served = site.process().running().isPresent();
    site.process().start();
    if (asleep.isEmpty()) {
      terminal
          .err()
          .println(
              "lab "
                  + site.cluster().name()
                  + " runs already"
                  + (served ? "" : "; its manager had ended and was started"));
      return;
    }
    terminal
        .err()
        .printf(
            "lab %s: booting %d nodes on %s, %s%n",
            site.cluster().name(),
            asleep.size(),
            site.lab().plan().network().subnet(),
            LabImages.words(site.made().images()));
    site.lab().boot(asleep, node -> {});
  }

  private static void refuseChange(LabSite site, List<NodeName> asleep) throws IOException {
    AppliedClusters applied = new AppliedClusters(site.manager());
    String name = site.cluster().name().value();
    boolean known = applied.stamps().containsKey(name);
    boolean runs = asleep.size() < site.lab().nodes().size();
    if (known && runs && !applied.read(name).equals(site.cluster())) {
      throw PortException.precondition(
          "tried to start lab " + name + " but it runs with another cluster.yaml",
          "remove it first: ekube lab down --lab " + name);
    }
  }

  private ExitCode form(LabSite site) {
    var store = site.manager().authorities(site.cluster().name()).open(terminal.err()::println);
    try (ApiClient api = RealOutside.api(site::cluster, store, CALL)) {
      if (!new Formation(site, terminal, System::nanoTime).await(api, timeout)) {
        site.status().map(StatusText::lines).ifPresent(l -> l.forEach(terminal.err()::println));
        terminal
            .err()
            .println(
                "ekube: the lab is no cluster after "
                    + timeout.toSeconds()
                    + " s; next: ekube lab logs manager, ekube lab logs NODE, or ekube lab down");
        return ExitCode.FAILED;
      }
    }
    LabKubeconfig.write(site, store);
    next(site);
    return ExitCode.DONE;
  }

  private void next(LabSite site) {
    LabFolder folder = site.folder();
    terminal.out().printf("lab %s is ready%n", site.cluster().name());
    terminal.out().printf("  kubectl --kubeconfig %s get nodes -o wide%n", folder.kubeconfig());
    terminal.out().printf("  EKUBE_RUN_DIR=%s ekube status%n", folder.run());
    terminal.out().println("  ekube lab status");
    terminal.out().println("  ekube lab down");
  }
}
