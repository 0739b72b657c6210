package dev.ekube.sim.world;

import dev.ekube.machine.Data;
import dev.ekube.machine.MemberId;
import dev.ekube.machine.Order;
import dev.ekube.machine.Task;
import dev.ekube.machine.node.NodeEffect;
import dev.ekube.machine.node.NodeEvent;
import dev.ekube.machine.node.Recipe;
import dev.ekube.sim.etcd.EtcdData;
import dev.ekube.sim.etcd.Start;
import java.util.Optional;

/** Does on a host what its agent begins: each task takes time, and may be cut or fail. */
final class Tasks {
  private static final Optional<String> FINE = Optional.empty();
  private final World world;

  Tasks(World world) {
    this.world = world;
  }

  void begin(Host host, NodeEffect.Begin begin) {
    host.run = begin.run();
    if (begin.task() == Task.AWAIT_ETCD || begin.task() == Task.AWAIT_API) {
      await(host, begin, host.life, world.now() + begin.deadline());
      return;
    }
    int life = host.life;
    long duration = duration(begin.task());
    world.events.after(
        duration,
        () -> {
          if (host.life == life && host.run == begin.run()) {
            finish(host, begin);
          }
        });
  }

  private void finish(Host host, NodeEffect.Begin begin) {
    if (world.agents().cut(host)) {
      return;
    }
    if (world.prng.chance(world.mishaps.taskFails)) {
      answer(host, begin, Optional.of("no space left on device"));
      return;
    }
    Optional<String> trouble = perform(host, begin.task(), begin.order());
    // The effect is there, the answer is not: the second place at which power may fail.
    if (host.on && !world.agents().cut(host)) {
      answer(host, begin, trouble);
    }
  }

  private void answer(Host host, NodeEffect.Begin begin, Optional<String> trouble) {
    Data data = host.look(world.etcd(host).isPresent());
    int life = host.life;
    host.run = -1;
    if (trouble.isPresent()) {
      world.trace.say(host.label(), begin.task().words() + " fails: " + trouble.get());
      double jitter = world.prng.unit();
      world
          .agents()
          .feed(
              host,
              life,
              at ->
                  new NodeEvent.Failed(at, begin.run(), begin.task(), trouble.get(), data, jitter));
    } else {
      world
          .agents()
          .feed(host, life, at -> new NodeEvent.Done(at, begin.run(), begin.task(), data));
    }
  }

  private void await(Host host, NodeEffect.Begin begin, int life, long deadline) {
    world.events.after(
        200,
        () -> {
          if (host.life != life || host.run != begin.run()) {
            return;
          }
          if (isThere(host, begin.task())) {
            answer(host, begin, FINE);
          } else if (world.now() >= deadline) {
            answer(host, begin, Optional.of("no answer"));
          } else {
            await(host, begin, life, deadline);
          }
        });
  }

  private boolean isThere(Host host, Task task) {
    return switch (host.role()) {
      case WORKER -> world.apiFrom(host.label()).isPresent();
      case CONTROL ->
          task == Task.AWAIT_ETCD ? world.etcd(host).isPresent() : world.apiAnswers(host);
    };
  }

  private long duration(Task task) {
    return switch (task) {
      case PLACE_FILES, WIPE_OLDER, MARK_EPOCH, PLACE_ETCD, PLACE_API, PLACE_CONTROLLERS ->
          world.prng.between(5, 60);
      case AWAIT_ETCD, AWAIT_API -> 0;
      case STOP_CONTROL_PLANE, INSPECT_DATA -> world.prng.between(100, 1500);
      case START_KUBELET, RESTART_KUBELET -> world.prng.between(100, 600);
      case FETCH_SNAPSHOT, RESTORE_DATA, REBOOT -> world.prng.between(100, 900);
      case EXPORT_DATA -> world.prng.between(500, 2500);
    };
  }

  private Optional<String> perform(Host host, Task task, Order order) {
    return switch (task) {
      case PLACE_FILES, AWAIT_ETCD, AWAIT_API, PLACE_CONTROLLERS, RESTART_KUBELET -> FINE;
      case STOP_CONTROL_PLANE -> world.pods().stop(host);
      case WIPE_OLDER -> wipe(host, order);
      case FETCH_SNAPSHOT -> fetch(host);
      case RESTORE_DATA -> restore(host, order);
      case MARK_EPOCH -> mark(host, order);
      case PLACE_ETCD -> world.pods().place(host, order);
      case START_KUBELET -> world.pods().startKubelet(host);
      case PLACE_API -> world.pods().placeApi(host);
      case INSPECT_DATA -> FINE;
      case EXPORT_DATA -> export(host);
      case REBOOT -> reboot(host);
    };
  }

  /** Deletes data of another epoch, or of a member that the order has replaced; nothing else. */
  private Optional<String> wipe(Host host, Order order) {
    if (world.etcd(host).isPresent()) {
      return Optional.of("etcd still runs");
    }
    if (host.data.isPresent()) {
      EtcdData data = host.data.get();
      Optional<MemberId> member = Recipe.member(order);
      boolean replaced = member.isPresent() && !member.get().equals(data.id());
      if (data.epoch() == order.epoch() && !replaced) {
        return Optional.of("the data is of this very epoch and member");
      }
    }
    world.power().destroyData(host, "wiped for epoch " + order.epoch());
    return FINE;
  }

  private Optional<String> fetch(Host host) {
    return world.manager().up() && world.net.joins(host.label(), "manager")
        ? FINE
        : Optional.of("the manager does not answer");
  }

  private Optional<String> restore(Host host, Order order) {
    if (!(order instanceof Order.Restore restore)) {
      return Optional.of("the order names no snapshot");
    }
    if (host.data.isPresent()) {
      return Optional.of("the data directory is not empty");
    }
    Optional<Snapshots.Kept> kept = world.manager().snapshots().find(restore.snapshot().id());
    if (kept.isEmpty()) {
      return Optional.of("the manager has no snapshot " + restore.snapshot().id());
    }
    EtcdData data =
        Start.founder(
            order.epoch(),
            world.manager().token(order.epoch()),
            restore.members(),
            host.name(),
            kept.get().writes());
    host.data = Optional.of(data);
    host.marked = order.epoch();
    host.written = true;
    world.tell(new Deed.Born(host.name(), data));
    return FINE;
  }

  private Optional<String> mark(Host host, Order order) {
    host.marked = order.epoch();
    host.written = false;
    return FINE;
  }

  /** The sealed log's whole content goes to the manager, what was never committed included. */
  private Optional<String> export(Host host) {
    if (world.etcd(host).isPresent()) {
      return Optional.of("etcd still runs");
    }
    if (host.data.isEmpty()) {
      return Optional.of("there is no data");
    }
    if (!world.manager().up() || !world.net.joins(host.label(), "manager")) {
      return Optional.of("the manager does not answer");
    }
    world.manager().receiveExport(host, host.data.get());
    return FINE;
  }

  private Optional<String> reboot(Host host) {
    world.tell(new Deed.OrderedReboot(host.name()));
    world.power().blink(host);
    return FINE;
  }
}
