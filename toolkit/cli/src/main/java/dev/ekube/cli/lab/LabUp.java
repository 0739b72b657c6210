package dev.ekube.cli.lab;

import dev.ekube.adapters.files.ApplyLock;
import dev.ekube.apply.port.PortException;
import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Lifetime;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.forming.Formation;
import dev.ekube.cli.forming.FormingView;
import dev.ekube.cli.forming.PaceFile;
import dev.ekube.cli.output.StatusText;
import dev.ekube.lab.engine.Engine;
import dev.ekube.lab.host.LabFolder;
import dev.ekube.manager.outside.ApiClient;
import dev.ekube.manager.outside.RealOutside;
import dev.ekube.model.NodeName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
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
        "that the engine has (default: built out of what cluster.yaml names under images, or of",
        "what lab/fixtures/rpms makes)."
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
  public Integer call() {
    try (Engine running = engine.get()) {
      return up(running).code();
    }
  }

  private ExitCode up(Engine running) {
    LabMaking making = LabMaking.of(argument, directory, running, terminal);
    making.deployment().warnings().forEach(problem -> terminal.err().println(problem));
    ApplyLock lock = making.lock("lab up");
    try (lock) {
      OptionalDouble share = cpus.map(OptionalDouble::of).orElse(OptionalDouble.empty());
      LabSite plain = making.site(images, share);
      LabSite site = held ? plain.held(running) : plain;
      begin(making, site);
      return hurried || held ? ExitCode.DONE : form(site);
    }
  }

  private void begin(LabMaking making, LabSite site) {
    List<NodeName> asleep = site.asleep();
    refuseChange(making, site, asleep);
    boolean served = making.begin(site, "lab up");
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

  private static void refuseChange(LabMaking making, LabSite site, List<NodeName> asleep) {
    boolean runs = asleep.size() < site.lab().nodes().size();
    if (runs && making.applied().filter(before -> !before.equals(site.cluster())).isPresent()) {
      throw PortException.precondition(
          "tried to start lab " + site.cluster().name() + " but it runs with another cluster.yaml",
          "bring it there: ekube apply --lab, or remove it first: ekube lab down --lab "
              + site.cluster().name());
    }
  }

  private ExitCode form(LabSite site) {
    var store = site.manager().authorities(site.cluster().name()).open(terminal.err()::println);
    PaceFile paces = site.pace();
    FormingView view = new FormingView(terminal, System::nanoTime, paces.read());
    Formation formation = new Formation(site::status, site::refuseDead, view);
    try (ApiClient api = RealOutside.api(site::cluster, store, CALL)) {
      if (!formation.await(api, timeout)) {
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
    paces.write(view.measured());
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
