package dev.ekube.sim.world;

import dev.ekube.machine.Order;
import dev.ekube.model.NodeName;
import dev.ekube.sim.etcd.EtcdData;
import dev.ekube.sim.etcd.Start;
import java.util.Optional;

/** The kubelet of each host: it runs what has a manifest, and runs it again when it ends. */
final class Pods {
  private static final Optional<String> FINE = Optional.empty();
  private final World world;

  Pods(World world) {
    this.world = world;
  }

  /** Both manifests go, and both processes are gone when this returns. */
  Optional<String> stop(Host host) {
    host.manifest = Optional.empty();
    host.api = false;
    host.etcdStarts++;
    world.etcds.kill(host.name());
    return FINE;
  }

  /** Places etcd's manifest; a running etcd of the same epoch is not disturbed by its own. */
  Optional<String> place(Host host, Order order) {
    host.manifest = Optional.of(order);
    boolean runs =
        world.etcd(host).filter(etcd -> etcd.data().epoch() == order.epoch()).isPresent();
    if (!runs && host.kubelet) {
      startSoon(host, world.prng.between(50, 300));
    }
    return FINE;
  }

  Optional<String> startKubelet(Host host) {
    host.kubelet = true;
    if (host.manifest.isPresent() && world.etcd(host).isEmpty()) {
      startSoon(host, world.prng.between(50, 300));
    }
    return FINE;
  }

  Optional<String> placeApi(Host host) {
    if (!host.api) {
      host.api = true;
      host.apiSince = world.now();
    }
    return FINE;
  }

  /** An etcd has ended by itself: the kubelet waits a little and starts it again. */
  void exited(NodeName name, String why) {
    Host host = world.host(name);
    if (host.manifest.isPresent()) {
      startSoon(host, world.prng.between(1000, 5000));
    }
  }

  private void startSoon(Host host, long delay) {
    int start = ++host.etcdStarts;
    int boot = host.boots;
    world.events.after(
        delay,
        () -> {
          if (host.on && host.boots == boot && host.etcdStarts == start) {
            startEtcd(host);
          }
        });
  }

  private void startEtcd(Host host) {
    if (host.manifest.isEmpty()) {
      return;
    }
    Order order = host.manifest.get();
    world.etcds.kill(host.name());
    if (host.data.isEmpty()) {
      Start.Outcome outcome = begin(host, order);
      if (outcome.data().isEmpty()) {
        world.trace.say(host.label(), "etcd exits: " + outcome.refusal());
        exited(host.name(), outcome.refusal());
        return;
      }
      host.data = outcome.data();
      host.written = true;
      world.tell(new Deed.Born(host.name(), outcome.data().get()));
    }
    EtcdData data = host.data.get();
    world.etcds.run(host.name(), host.url, data);
  }

  private Start.Outcome begin(Host host, Order order) {
    String token = world.manager().token(order.epoch());
    return switch (order) {
      case Order.Form form ->
          Start.anew(world.etcds, form.epoch(), token, form.members(), host.name());
      case Order.Join join -> Start.joining(world.etcds, join.epoch(), join.members(), host.name());
      case Order.Restore restore ->
          Start.anew(world.etcds, restore.epoch(), token, restore.members(), host.name());
      case Order.Resume r -> nothing();
      case Order.Hold h -> nothing();
      case Order.Serve s -> nothing();
      case Order.StandDown s -> nothing();
      case Order.Export e -> nothing();
      case Order.Reboot r -> nothing();
    };
  }

  private static Start.Outcome nothing() {
    return new Start.Outcome(Optional.empty(), "there is no data and no list of members");
  }
}
