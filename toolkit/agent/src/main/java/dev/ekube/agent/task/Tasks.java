package dev.ekube.agent.task;

import dev.ekube.agent.node.Bundle;
import dev.ekube.agent.node.EtcdData;
import dev.ekube.agent.port.Deadline;
import dev.ekube.agent.port.Machine;
import dev.ekube.agent.port.Probes;
import dev.ekube.agent.port.Trouble;
import dev.ekube.agent.port.Units;
import dev.ekube.machine.Data;
import dev.ekube.machine.Order;
import dev.ekube.machine.Task;
import dev.ekube.machine.node.Recipe;
import dev.ekube.model.Role;
import java.io.IOException;
import java.util.Optional;

/** Runs one task; returning means that it is done, {@link Trouble} says why it is not. */
public final class Tasks {
  private static final int ETCD_PORT = 2379;
  private static final int API_PORT = 6443;
  private static final int BALANCER_PORT = 6444;
  private static final int OFTEN = 50;

  private final Toolbox tools;
  private final Stopping stopping;
  private final Kubelet kubelet;
  private final Reloading reloading;
  private final Restore restore;
  private final Exporting exporting;

  /** Everything that tasks need. */
  public Tasks(Toolbox tools, Transfer transfer) {
    this.tools = tools;
    this.stopping = new Stopping(tools.layout(), tools.processes(), tools.probes());
    this.kubelet = new Kubelet(tools.units(), tools.layout());
    this.reloading = new Reloading(kubelet, tools.processes());
    this.restore =
        new Restore(tools.layout(), tools.data(), tools.programs(), transfer, tools.cluster());
    this.exporting =
        new Exporting(
            tools.layout(),
            tools.data(),
            tools.programs(),
            tools.probes(),
            transfer,
            tools.node().value());
  }

  /** Does what must not wait for an order: the first thing in a boot. */
  public void beginBoot() throws Trouble {
    try {
      stopping.removeManifests();
    } catch (IOException e) {
      throw new Trouble("tried to remove manifests of another boot", e);
    }
  }

  /** Renewed certificates are in place: whoever does not look at files is started anew. */
  public void reload(Deadline deadline) throws Trouble {
    reloading.run(deadline);
  }

  /** Runs a task of an order. */
  public void run(Task task, Order order, Deadline deadline) throws Trouble {
    try {
      attempt(task, order, deadline);
    } catch (IOException e) {
      throw new Trouble("tried to work on files", e);
    }
  }

  private void attempt(Task task, Order order, Deadline deadline) throws IOException, Trouble {
    switch (task) {
      case PLACE_FILES -> placeFiles();
      case STOP_CONTROL_PLANE -> stopping.stop(deadline);
      case WIPE_OLDER -> wipe(order);
      case FETCH_SNAPSHOT -> restore.fetch(restoring(order), deadline);
      case RESTORE_DATA -> restore.restore(restoring(order), deadline);
      case MARK_EPOCH -> mark(order.epoch());
      case PLACE_ETCD -> placeEtcd(order);
      case START_KUBELET -> {
        bundle().place(task);
        kubelet.start(order, deadline);
      }
      case AWAIT_ETCD -> awaitEtcd(deadline);
      case PLACE_API, PLACE_CONTROLLERS -> placeSome(task);
      case AWAIT_API -> awaitApi(deadline);
      case RESTART_KUBELET -> kubelet.restart(deadline);
      case INSPECT_DATA -> inspect();
      case EXPORT_DATA -> exporting.export(order.epoch(), deadline);
      case REBOOT -> reboot(deadline);
    }
  }

  private void placeFiles() throws Trouble {
    placeSome(Task.PLACE_FILES);
    units().enqueue("haproxy.service");
    if (tools.role() == Role.CONTROL) {
      units().enqueue("keepalived.service");
    }
  }

  private void placeSome(Task stage) throws Trouble {
    if (bundle().place(stage) == 0) {
      throw new Trouble("the manager sent no files for this");
    }
  }

  /**
   * Deletes data that the order supersedes. The machine asks for nothing else; that it asks is held
   * against the data once more, because nothing brings it back.
   */
  private void wipe(Order order) throws IOException, Trouble {
    if (data().isRunning()) {
      throw new Trouble("etcd is running on the data");
    }
    Data found = data().look();
    if (found.epochHeld() > order.epoch()) {
      throw new Trouble("the data is of a later epoch than the order");
    }
    if (found instanceof Data.Holds held && held.epoch() == order.epoch()) {
      boolean replaced =
          Recipe.member(order)
              .flatMap(named -> held.member().map(member -> !member.equals(named)))
              .orElse(false);
      if (!replaced) {
        throw new Trouble("the data is of the order's own epoch");
      }
    }
    data().wipe();
  }

  private void mark(int epoch) throws IOException, Trouble {
    switch (data().look()) {
      case Data.Empty empty -> data().mark(epoch);
      case Data.Holds held -> {
        if (held.epoch() != epoch) {
          throw new Trouble("there is data of epoch " + held.epoch() + " here");
        }
        data().markBoot(epoch);
      }
      case Data.Vanished vanished -> throw new Trouble("etcd's data has vanished in this boot");
      case Data.Damaged damaged -> throw new Trouble(damaged.why());
    }
  }

  /** Whatever made the recipe, no etcd is started on what is not the order's. */
  private void placeEtcd(Order order) throws IOException, Trouble {
    if (!(data().look() instanceof Data.Holds held && held.epoch() == order.epoch())) {
      throw new Trouble("there is no data marked for epoch " + order.epoch());
    }
    data().markBoot(order.epoch());
    placeSome(Task.PLACE_ETCD);
  }

  private void awaitEtcd(Deadline deadline) throws Trouble {
    while (!tools.probes().accepts(ETCD_PORT)) {
      if (!deadline.pause(OFTEN)) {
        deadline.check("waiting for etcd to listen on 127.0.0.1:" + ETCD_PORT);
      }
    }
    // That it listens says nothing about its data: it does so before it makes its log.
  }

  private void awaitApi(Deadline deadline) throws IOException, Trouble {
    int port = tools.role() == Role.CONTROL ? API_PORT : BALANCER_PORT;
    String authority =
        tools
            .identity()
            .read("ca", "cluster")
            .orElseThrow(() -> new Trouble("the manager sent no certificate of the cluster"));
    Probes probes = tools.probes();
    Optional<String> trouble = probes.unready(port, authority);
    while (trouble.isPresent()) {
      if (!deadline.pause(OFTEN)) {
        deadline.check("waiting for 127.0.0.1:" + port + "/readyz (" + trouble.orElseThrow() + ")");
      }
      trouble = probes.unready(port, authority);
    }
  }

  private void inspect() throws Trouble {
    if (data().isRunning()) {
      throw new Trouble("etcd is running on the data");
    }
    if (data().look() instanceof Data.Damaged damaged) {
      throw new Trouble(damaged.why());
    }
  }

  private void reboot(Deadline deadline) throws Trouble {
    Machine machine = tools.machine();
    machine.reboot();
    while (deadline.pause(1_000)) {
      // The reboot ends this process.
    }
    deadline.check("rebooting");
  }

  private static Order.Restore restoring(Order order) throws Trouble {
    if (order instanceof Order.Restore restoring) {
      return restoring;
    }
    throw new Trouble("the order names no snapshot");
  }

  private Bundle bundle() {
    return tools.bundle();
  }

  private EtcdData data() {
    return tools.data();
  }

  private Units units() {
    return tools.units();
  }
}
