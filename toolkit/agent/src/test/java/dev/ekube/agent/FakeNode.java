package dev.ekube.agent;

import dev.ekube.agent.port.Deadline;
import dev.ekube.agent.port.Machine;
import dev.ekube.agent.port.Probes;
import dev.ekube.agent.port.Processes;
import dev.ekube.agent.port.Trouble;
import dev.ekube.agent.port.Units;
import dev.ekube.model.Ipv4;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A machine that does what it is asked at once, and writes it down. Its etcd runs from the moment
 * the kubelet starts, its API answers when it is allowed to.
 */
final class FakeNode implements Units, Processes, Probes, Machine {
  final List<String> done = new CopyOnWriteArrayList<>();
  final List<Long> processes = new CopyOnWriteArrayList<>();
  final List<Long> controllers = new CopyOnWriteArrayList<>();
  volatile boolean listens;
  volatile Optional<String> apiTrouble = Optional.empty();
  volatile long clock = System.currentTimeMillis();
  volatile boolean deaf;

  final List<Ipv4> addresses = new CopyOnWriteArrayList<>();

  /** What the kubelet does when it starts. */
  volatile Runnable kubelet = () -> {};

  @Override
  public List<Ipv4> addresses() {
    return List.copyOf(addresses);
  }

  @Override
  public void start(String unit, Deadline deadline) throws Trouble {
    if (unit.startsWith("broken")) {
      throw new Trouble("no such unit");
    }
    done.add("start " + unit);
    kubelet.run();
    listens = true;
  }

  @Override
  public void enqueue(String unit) {
    done.add("enqueue " + unit);
  }

  @Override
  public void restart(String unit, Deadline deadline) {
    done.add("restart " + unit);
  }

  @Override
  public void reload(String unit, Deadline deadline) {
    done.add("reload " + unit);
  }

  @Override
  public boolean isActive(String unit) {
    return done.contains("start " + unit);
  }

  @Override
  public List<String> journal(String unit, int lines, Deadline deadline) {
    return List.of("a line of " + unit);
  }

  @Override
  public List<Long> find(String name, String part) {
    return switch (name) {
      case "etcd" -> List.copyOf(processes);
      case "kube-controller-manager" -> List.copyOf(controllers);
      default -> List.of();
    };
  }

  @Override
  public void terminate(long id) {
    done.add("terminate " + id);
    if (!deaf) {
      processes.remove(id);
      listens = false;
    }
  }

  @Override
  public void kill(long id) {
    done.add("kill " + id);
    processes.remove(id);
    listens = false;
  }

  @Override
  public boolean accepts(int port) {
    return listens;
  }

  @Override
  public Optional<String> unready(int port, String authority) {
    done.add("ask " + port);
    return apiTrouble;
  }

  @Override
  public Optional<String> unhealthy(int port) {
    return Optional.empty();
  }

  @Override
  public long wallClock() {
    return clock;
  }

  @Override
  public void setClock(long milliseconds) {
    done.add("set clock");
    clock = milliseconds;
  }

  @Override
  public void reboot() {
    done.add("reboot");
  }
}
