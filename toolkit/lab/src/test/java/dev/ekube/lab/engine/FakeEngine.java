package dev.ekube.lab.engine;

import dev.ekube.model.Copies;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** An engine in memory. Its fields are for tests to look at and to change. */
public final class FakeEngine implements Engine, Containers, Networks, RootImages {
  public final SortedMap<String, Containers.Found> containers = new TreeMap<>();
  public final SortedMap<String, Networks.Found> networks = new TreeMap<>();
  public final List<String> images = new ArrayList<>();
  public final List<String> calls = new ArrayList<>();
  public int exitCode;
  public String said = "";

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public Containers containers() {
    return this;
  }

  @Override
  public Networks networks() {
    return this;
  }

  @Override
  public RootImages images() {
    return this;
  }

  @Override
  public void close() {
    calls.add("close");
  }

  @Override
  public synchronized List<Containers.Found> labelled(String label) {
    return containers.values().stream().filter(c -> c.labels().containsKey(label)).toList();
  }

  @Override
  public synchronized void start(NodeContainer node) {
    calls.add("start " + node.name());
    if (containers.containsKey(node.name())) {
      throw new IllegalStateException("there is a container " + node.name());
    }
    put(node.name(), node.labels(), State.RUNNING);
  }

  /** A container that is there already. */
  public synchronized void put(String name, Map<String, String> labels, State state) {
    containers.put(name, new Containers.Found(name, Copies.sorted(labels), state, 0));
  }

  @Override
  public synchronized void kill(String name) {
    calls.add("kill " + name);
    to(name, State.ENDED);
  }

  @Override
  public synchronized void pause(String name, boolean paused) {
    to(name, paused ? State.PAUSED : State.RUNNING);
  }

  private void to(String name, State state) {
    Containers.Found found = Optional.ofNullable(containers.get(name)).orElseThrow();
    put(name, found.labels(), state);
  }

  @Override
  public synchronized void remove(String name) {
    calls.add("remove " + name);
    containers.remove(name);
    networks.remove(name);
  }

  @Override
  public synchronized int exec(
      String name, List<String> command, OutputStream out, OutputStream err) {
    calls.add("exec " + name + " " + command.getLast());
    try {
      out.write(said.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return exitCode;
  }

  @Override
  public String printed(String name) {
    return "";
  }

  @Override
  public synchronized List<Networks.Found> all() {
    return List.copyOf(networks.values());
  }

  @Override
  public synchronized void create(LabNetwork network) {
    networks.put(
        network.name(),
        new Networks.Found(network.name(), Optional.of(network.subnet()), network.labels()));
  }

  @Override
  public boolean has(String reference) {
    return images.contains(reference);
  }

  @Override
  public void load(String reference, Path tar) {
    images.add(reference);
  }
}
