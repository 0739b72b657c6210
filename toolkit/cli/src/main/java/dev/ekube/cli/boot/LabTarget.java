package dev.ekube.cli.boot;

import dev.ekube.adapters.files.ApplyLock;
import dev.ekube.cli.Agreement;
import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.Consent;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.lab.LabKubeconfig;
import dev.ekube.cli.lab.LabMaking;
import dev.ekube.cli.lab.LabSite;
import dev.ekube.cli.manager.Manager;
import dev.ekube.cli.manager.OperatorClient;
import dev.ekube.cli.output.NodeCounts;
import dev.ekube.cli.verb.ApplyFlow;
import dev.ekube.lab.engine.Engine;
import dev.ekube.model.Cluster;
import dev.ekube.model.NodeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The nodes of a lab: containers, whose power is the engine's. */
final class LabTarget implements Target {
  private final LabMaking making;
  private final Map<String, String> images;
  private final String verb;
  private final Engine engine;
  private final Terminal terminal;
  private Optional<LabSite> site = Optional.empty();

  private LabTarget(
      LabMaking making, Map<String, String> images, String verb, Engine engine, Terminal terminal) {
    this.making = making;
    this.images = images;
    this.verb = verb;
    this.engine = engine;
    this.terminal = terminal;
  }

  /**
   * The lab of a cluster.yaml; it need not be there yet.
   *
   * @param images node images to take from now on
   */
  static LabTarget open(
      ClusterArgument argument,
      Map<String, String> images,
      String verb,
      Engine engine,
      Terminal terminal) {
    LabMaking making = LabMaking.of(argument, Optional.empty(), engine, terminal);
    making.refuseOtherNodes();
    making.deployment().warnings().forEach(problem -> terminal.err().println(problem));
    return new LabTarget(making, images, verb, engine, terminal);
  }

  @Override
  public Cluster cluster() {
    return making.deployment().cluster();
  }

  @Override
  public Manager manager() {
    return Manager.in(making.folder().state());
  }

  /** As it was made; as it is to be, from {@link #rebuild} on. */
  private LabSite site() {
    return site.orElseGet(() -> LabSite.open(making.folder(), engine));
  }

  @Override
  public Overseer overseer() {
    return new LabOverseer(
        this::site,
        new ServiceOverseer(OperatorClient.in(making.folder().run()), cluster().name()));
  }

  @Override
  public Power power() {
    return new Power() {
      @Override
      public String words() {
        return "as containers of the lab";
      }

      @Override
      public void reboot(List<NodeName> nodes) {
        site().lab().boot(nodes, node -> {});
      }

      @Override
      public List<NodeName> wake(List<NodeName> silent) {
        site().lab().boot(site().asleep(), node -> {});
        return List.of();
      }
    };
  }

  @Override
  public ApplyFlow.Ending rebuild(List<String> announcement, Consent consent) {
    if (making.applied().isEmpty()) {
      terminal
          .err()
          .println("lab " + cluster().name() + " is to be made: " + NodeCounts.of(cluster()));
    }
    announcement.forEach(terminal.err()::println);
    Optional<ExitCode> refused =
        new Agreement(terminal, consent).refused("Apply this to lab " + cluster().name() + "?");
    if (refused.isPresent()) {
      return new ApplyFlow.Ending(refused.get(), false);
    }
    ApplyLock lock = making.lock(verb);
    try (lock) {
      site = Optional.of(making.changed(images));
      making.begin(site.get(), verb);
    }
    LabKubeconfig.ensure(site.get());
    return new ApplyFlow.Ending(ExitCode.DONE, true);
  }

  /** It is started with the lab. */
  @Override
  public List<String> serviceSteps() {
    return List.of();
  }

  @Override
  public void serve(Consumer<String> story) {
    site().process().start();
  }

  @Override
  public SortedMap<NodeName, String> served() {
    return site.isEmpty() && making.applied().isEmpty() ? new TreeMap<>() : site().served();
  }

  @Override
  public void guard() {
    site().refuseDead();
  }

  @Override
  public void close() {
    engine.close();
  }
}
