package dev.ekube.sim.world;

import dev.ekube.machine.Data;
import dev.ekube.machine.Incarnation;
import dev.ekube.machine.Order;
import dev.ekube.machine.node.NodeState;
import dev.ekube.model.NodeName;
import dev.ekube.model.Role;
import dev.ekube.sim.etcd.EtcdData;
import java.util.Optional;

/** One node: its disk, its processes, and its agent. */
public final class Host {
  private final NodeName name;
  private final Role role;
  String url;

  /** Whether the data outlives a boot; false: everything is in RAM. */
  boolean keepsData;

  /** It has broken for good and is never switched on again. */
  boolean dead;

  boolean on;
  int boots;

  /** The disk: a member's data, the epoch that was marked, and whether etcd ever wrote here. */
  Optional<EtcdData> data = Optional.empty();

  int marked;
  boolean written;

  /** The processes. The order stands for etcd's manifest: it says how etcd is started. */
  Optional<Order> manifest = Optional.empty();

  boolean kubelet;
  boolean api;
  long apiSince;
  int etcdStarts;
  long downSince;

  /** The agent. {@code life} grows whenever it starts, so that what is late finds nobody. */
  Optional<NodeState> agent = Optional.empty();

  int life;
  Clock clock = new Clock(0, 0, 0);
  boolean certified;
  long run = -1;
  long timer;

  Host(NodeName name, Role role, String url, boolean keepsData) {
    this.name = name;
    this.role = role;
    this.url = url;
    this.keepsData = keepsData;
  }

  public NodeName name() {
    return name;
  }

  public String label() {
    return name.value();
  }

  public Role role() {
    return role;
  }

  public String url() {
    return url;
  }

  public boolean on() {
    return on;
  }

  public boolean dead() {
    return dead;
  }

  /** Since when it has been off. */
  public long downSince() {
    return downSince;
  }

  public boolean keepsData() {
    return keepsData;
  }

  /** What lies on its disk, whether the node is on or off. */
  public Optional<EtcdData> data() {
    return data;
  }

  public Optional<NodeState> agent() {
    return agent;
  }

  public boolean kubelet() {
    return kubelet;
  }

  public Incarnation incarnation() {
    return new Incarnation(name + "-boot" + boots);
  }

  /** What an agent that looks finds; the log's end is only known while etcd is stopped. */
  Data look(boolean etcdRuns) {
    if (data.isPresent()) {
      EtcdData found = data.get();
      return new Data.Holds(
          found.epoch(),
          Optional.of(found.id()),
          etcdRuns ? Optional.empty() : Optional.of(found.end()));
    }
    if (marked == 0) {
      return new Data.Empty();
    }
    return written
        ? new Data.Vanished(marked)
        : new Data.Holds(marked, Optional.empty(), Optional.empty());
  }

  /** Nothing of what is in RAM is left. */
  void forgetProcesses() {
    manifest = Optional.empty();
    kubelet = false;
    api = false;
    agent = Optional.empty();
    certified = false;
    run = -1;
    life++;
  }
}
