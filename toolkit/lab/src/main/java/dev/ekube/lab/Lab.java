package dev.ekube.lab;

import dev.ekube.apply.port.PortException;
import dev.ekube.lab.engine.Containers;
import dev.ekube.lab.engine.Engine;
import dev.ekube.lab.engine.Networks;
import dev.ekube.lab.engine.NodeContainer;
import dev.ekube.lab.host.BridgePorts;
import dev.ekube.lab.host.Cables;
import dev.ekube.lab.host.HostNetworks.Route;
import dev.ekube.lab.plan.LabNames;
import dev.ekube.lab.plan.LabPlan;
import dev.ekube.model.Cidr;
import dev.ekube.model.NodeName;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The machines of one lab: what a person could do to them with their hands. Every call may be cut
 * at any point and done again.
 */
public final class Lab {
  private final LabPlan plan;
  private final Engine engine;
  private final Cables cables;

  public Lab(LabPlan plan, Engine engine) {
    this(plan, engine, new BridgePorts());
  }

  /** A lab whose cables are somebody else's to pull. */
  public Lab(LabPlan plan, Engine engine, Cables cables) {
    this.plan = plan;
    this.engine = engine;
    this.cables = cables;
  }

  public LabPlan plan() {
    return plan;
  }

  /** Every container of this lab, those of nodes that are no longer planned among them. */
  public SortedMap<String, Containers.Found> containers() {
    SortedMap<String, Containers.Found> found = new TreeMap<>();
    for (Containers.Found one : engine.containers().labelled(LabNames.LAB)) {
      if (plan.name().value().equals(one.labels().get(LabNames.LAB))) {
        found.put(one.name(), one);
      }
    }
    return found;
  }

  /** What each planned node does; a node without a container has no power. */
  public SortedMap<NodeName, Optional<Containers.Found>> nodes() {
    SortedMap<String, Containers.Found> found = containers();
    SortedMap<NodeName, Optional<Containers.Found>> nodes = new TreeMap<>();
    plan.nodes().forEach((node, as) -> nodes.put(node, Optional.ofNullable(found.get(as.name()))));
    return nodes;
  }

  /** The lab's network is there. */
  public boolean hasNetwork() {
    return engine.networks().all().stream().anyMatch(this::isOurs);
  }

  private boolean isOurs(Networks.Found network) {
    return network.name().equals(plan.network().name());
  }

  /**
   * Makes the network unless it is there.
   *
   * @param routes what this machine reaches already; an overlap is a missing precondition
   */
  public void connect(List<Route> routes) {
    List<Networks.Found> networks = engine.networks().all();
    if (networks.stream().anyMatch(this::isOurs)) {
      return;
    }
    for (Networks.Found network : networks) {
      network
          .subnet()
          .ifPresent(subnet -> refuseOverlap(subnet, "the engine's network " + network.name()));
    }
    routes.forEach(
        route -> refuseOverlap(route.network(), "this machine's device " + route.device()));
    engine.networks().create(plan.network());
  }

  private void refuseOverlap(Cidr other, String holder) {
    if (other.overlaps(plan.network().subnet())) {
      throw PortException.precondition(
          "tried to make the lab's network %s but it overlaps %s of %s"
              .formatted(plan.network().subnet(), other, holder),
          "give network.provisioning.cidr of the lab's cluster.yaml addresses that nothing else"
              + " here uses, such as 172.29.77.0/24");
    }
  }

  /** Powers a node on, with empty memory; one that runs is rebooted. */
  public void boot(NodeName node) {
    NodeContainer container = container(node);
    engine.containers().remove(container.name());
    engine.containers().start(container);
  }

  /** The same for several at once. */
  public void boot(List<NodeName> nodes, Consumer<NodeName> done) {
    together(
        nodes,
        node -> {
          boot(node);
          done.accept(node);
        });
  }

  /** Does something to several nodes at one moment, and waits until it is done to all. */
  public static void together(Collection<NodeName> nodes, Consumer<NodeName> work) {
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture.allOf(
              nodes.stream()
                  .map(node -> CompletableFuture.runAsync(() -> work.accept(node), each))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof PortException port) {
        throw port;
      }
      throw e;
    }
  }

  /** Cuts a node's power. */
  public void kill(NodeName node) {
    engine.containers().kill(container(node).name());
  }

  /** Stops every process of a node where it is, or lets them go on. */
  public void pause(NodeName node, boolean paused) {
    engine.containers().pause(container(node).name(), paused);
  }

  /**
   * Pulls a node's network cable, or plugs it in again; one that has no power has no cable. A boot
   * brings a new one.
   */
  public void partition(NodeName node, boolean cut) {
    NodeContainer container = container(node);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    String device = container.environment().get("EKUBE_LAB_INTERFACE");
    int code =
        engine
            .containers()
            .exec(
                container.name(),
                List.of("cat", "/sys/class/net/" + device + "/iflink"),
                said,
                OutputStream.nullOutputStream());
    String index = said.toString(StandardCharsets.UTF_8).strip();
    if (code != 0 || !index.matches("[0-9]{1,9}")) {
      throw PortException.failed(
          "tried to find the cable of " + node + " but it has no device " + device,
          "look inside: ekube lab exec " + node + " -- ip link");
    }
    cables.plug(Integer.parseInt(index), plan.network().bridge(), !cut);
  }

  /** Runs a command on a node as root; returns its exit code. */
  public int exec(NodeName node, List<String> command, OutputStream out, OutputStream err) {
    return engine.containers().exec(container(node).name(), command, out, err);
  }

  /** What a node's first process said before systemd took over. */
  public String console(NodeName node) {
    return engine.containers().printed(container(node).name());
  }

  /** Nothing happens when this lab has all of them; one that it lacks is a missing precondition. */
  public void require(List<NodeName> nodes) {
    nodes.forEach(this::container);
  }

  private NodeContainer container(NodeName node) {
    return Optional.ofNullable(plan.nodes().get(node))
        .orElseThrow(
            () ->
                PortException.precondition(
                    "tried to find node " + node + " but the lab " + plan.name() + " has none",
                    "name one of " + plan.nodes().keySet()));
  }

  /** Removes every container and network that carries this lab's name. */
  public void clear() {
    clear(engine, plan.name().value());
  }

  /** The same where nothing but the name is known. */
  public static void clear(Engine engine, String name) {
    Map<String, String> ours = Map.of(LabNames.LAB, name);
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      engine.containers().labelled(LabNames.LAB).stream()
          .filter(found -> found.labels().entrySet().containsAll(ours.entrySet()))
          .map(
              found ->
                  CompletableFuture.runAsync(() -> engine.containers().remove(found.name()), each))
          .toList()
          .forEach(CompletableFuture::join);
    }
    engine.networks().all().stream()
        .filter(found -> found.labels().entrySet().containsAll(ours.entrySet()))
        .forEach(found -> engine.networks().remove(found.name()));
  }
}
