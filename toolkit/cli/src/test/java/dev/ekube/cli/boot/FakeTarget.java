package dev.ekube.cli.boot;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.Consent;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.manager.ClusterFile;
import dev.ekube.cli.manager.Deployment;
import dev.ekube.cli.manager.Manager;
import dev.ekube.cli.verb.ApplyFlow;
import dev.ekube.model.Cluster;
import dev.ekube.model.NodeName;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A {@link FakeCluster} whose nodes are served numbers. */
final class FakeTarget implements Target {
  final FakeCluster nodes = new FakeCluster();
  final SortedMap<NodeName, String> served = new TreeMap<>();
  boolean serves = true;
  private final Manager manager;

  FakeTarget(Path state) {
    manager = Manager.in(state);
    FakeCluster.CONTROL.forEach(node -> served.put(node, "1"));
    FakeCluster.WORKERS.forEach(node -> served.put(node, "1"));
  }

  @Override
  public Cluster cluster() {
    Path example = Path.of(System.getProperty("ekube.root"), "examples/quickstart/cluster.yaml");
    return Deployment.of(ClusterFile.read(ClusterArgument.of(example).file(), manager)).cluster();
  }

  @Override
  public Manager manager() {
    return manager;
  }

  @Override
  public Overseer overseer() {
    return nodes;
  }

  @Override
  public Power power() {
    return nodes;
  }

  @Override
  public ApplyFlow.Ending rebuild(List<String> announcement, Consent consent) {
    return new ApplyFlow.Ending(ExitCode.DONE, true);
  }

  @Override
  public List<String> serviceSteps() {
    return List.of();
  }

  @Override
  public void serve(Consumer<String> story) {
    if (!serves) {
      throw PortException.precondition("tried to start the service", "start it");
    }
  }

  @Override
  public SortedMap<NodeName, String> served() {
    return new TreeMap<>(served);
  }

  @Override
  public void guard() {
    // Its nodes never die.
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
