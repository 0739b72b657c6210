package dev.ekube.sim.world;

import dev.ekube.machine.arbiter.Site;
import dev.ekube.model.NodeName;
import dev.ekube.model.Role;
import dev.ekube.sim.etcd.Etcd;
import dev.ekube.sim.etcd.Etcds;
import dev.ekube.sim.kernel.Events;
import dev.ekube.sim.kernel.Network;
import dev.ekube.sim.kernel.Prng;
import dev.ekube.sim.kernel.Trace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One world: its time, its chance, its wires, its hosts, its manager. */
public final class World {
  final Prng prng;
  final Events events = new Events();
  final Trace trace = new Trace(events);
  final Network net;
  final Etcds etcds;
  final Brains brains;
  final Mishaps mishaps = new Mishaps();
  private final SortedMap<NodeName, Host> hosts = new TreeMap<>();
  private final List<Consumer<Deed>> watchers = new ArrayList<>();
  private final Manager manager;
  private final Agents agents;
  private final Wires wires;
  private final Power power;
  private final Pods pods;
  private final Writer writer;

  /** A world in which nothing is switched on yet. */
  public World(Prng prng, Brains brains, Site site) {
    this.prng = prng;
    this.brains = brains;
    this.net = new Network(prng);
    this.etcds = new Etcds(events, prng, net, trace);
    this.manager = new Manager(this, site);
    this.agents = new Agents(this);
    this.wires = new Wires(this);
    this.power = new Power(this);
    this.pods = new Pods(this);
    this.writer = new Writer(this);
    site.control()
        .forEach((name, url) -> hosts.put(name, new Host(name, Role.CONTROL, url, false)));
    site.workers().forEach(name -> hosts.put(name, new Host(name, Role.WORKER, "", false)));
    etcds.onExit(pods::exited);
    beat();
  }

  private void beat() {
    etcds.beat();
    events.after(Etcds.BEAT, this::beat);
  }

  /** Tells everybody who watches. */
  void tell(Deed deed) {
    watchers.forEach(watcher -> watcher.accept(deed));
  }

  /** Calls the watcher with everything that is done from now on. */
  public void watch(Consumer<Deed> watcher) {
    watchers.add(watcher);
  }

  public Prng prng() {
    return prng;
  }

  public Events events() {
    return events;
  }

  public long now() {
    return events.now();
  }

  public Trace trace() {
    return trace;
  }

  public Network net() {
    return net;
  }

  public Etcds etcds() {
    return etcds;
  }

  public Mishaps mishaps() {
    return mishaps;
  }

  public Manager manager() {
    return manager;
  }

  public Power power() {
    return power;
  }

  public Writer writer() {
    return writer;
  }

  Agents agents() {
    return agents;
  }

  Wires wires() {
    return wires;
  }

  Pods pods() {
    return pods;
  }

  public Collection<Host> hosts() {
    return Collections.unmodifiableCollection(hosts.values());
  }

  public List<Host> controls() {
    return hosts.values().stream().filter(host -> host.role() == Role.CONTROL).toList();
  }

  public Host host(NodeName name) {
    return hosts.get(name);
  }

  /** Adds machines for nodes that cluster.yaml has just gained. */
  void furnish(Site site) {
    site.control()
        .forEach(
            (name, url) -> hosts.computeIfAbsent(name, n -> new Host(n, Role.CONTROL, url, false)));
    site.workers()
        .forEach(name -> hosts.computeIfAbsent(name, n -> new Host(n, Role.WORKER, "", false)));
  }

  /** Whether the API server of this host answers: it runs, and its etcd serves. */
  public boolean apiAnswers(Host host) {
    return host.on
        && host.api
        && events.now() - host.apiSince >= 1500
        && etcds.on(host.name()).filter(etcds::serves).isPresent();
  }

  /** Any API server that can be reached from a host; what HAProxy does on every node. */
  public Optional<Host> apiFrom(String from) {
    for (Host host : hosts.values()) {
      if (host.role() == Role.CONTROL && apiAnswers(host) && net.joins(from, host.label())) {
        return Optional.of(host);
      }
    }
    return Optional.empty();
  }

  /** The etcd process of a host, if one runs. */
  public Optional<Etcd> etcd(Host host) {
    return etcds.on(host.name());
  }
}
