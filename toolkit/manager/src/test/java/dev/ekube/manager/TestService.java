package dev.ekube.manager;

import dev.ekube.etcd.snapshot.SnapshotCheck;
import dev.ekube.etcd.snapshot.Verdict;
import dev.ekube.machine.MemberId;
import dev.ekube.machine.arbiter.EtcdChange;
import dev.ekube.machine.arbiter.EtcdView;
import dev.ekube.manager.cluster.Outside;
import dev.ekube.manager.cluster.Surroundings;
import dev.ekube.manager.log.Log;
import dev.ekube.manager.net.Limits;
import dev.ekube.manager.port.ClusterSource;
import dev.ekube.manager.port.Etcd;
import dev.ekube.manager.port.Kubernetes;
import dev.ekube.manager.port.Manifest;
import dev.ekube.model.Cluster;
import dev.ekube.model.Copies;
import dev.ekube.model.NodeName;
import dev.ekube.pki.CertificateStore;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A service of one cluster on loopback, whose etcd and API never answer. */
public final class TestService implements Closeable {
  private final Service service;
  private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

  private TestService(Path state, Cluster cluster, Limits limits, boolean sandbox)
      throws IOException {
    Surroundings around =
        new Surroundings(
            InstantSource.system(),
            () -> System.nanoTime() / 1_000_000,
            Executors.newVirtualThreadPerTaskExecutor(),
            new Silence(),
            sandbox,
            new Log(lines::add, System::nanoTime),
            failure -> lines.add("DIED " + failure));
    service =
        new Service(new One(state, cluster), around, limits, Optional.of(TestAgent.loopback(0)));
    service.start();
  }

  public static TestService start(Path state, Cluster cluster, Limits limits) throws IOException {
    return new TestService(state, cluster, limits, true);
  }

  /** With the rules for source addresses and ports of a real manager. */
  public static TestService startStrict(Path state, Cluster cluster) throws IOException {
    return new TestService(state, cluster, Limits.DEFAULT, false);
  }

  public InetSocketAddress address() {
    return TestAgent.loopback(service.port().orElseThrow());
  }

  public Service service() {
    return service;
  }

  /** What it has logged so far. */
  public String log() {
    return String.join("\n", lines);
  }

  /** Waits until a line holds the text; what is logged comes after what a peer sees. */
  public void awaitLog(String text) {
    long end = System.nanoTime() + 10_000_000_000L;
    while (!log().contains(text)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not logged: " + text + "\n" + log());
      }
      LockSupport.parkNanos(10_000_000);
    }
  }

  @Override
  public void close() throws IOException {
    service.close();
  }

  private record One(Path state, Cluster cluster) implements ClusterSource {
    @Override
    public SortedMap<String, String> stamps() {
      return Copies.sorted(Map.of(cluster.name().value(), "1"));
    }

    @Override
    public Cluster read(String name) {
      return cluster;
    }

    @Override
    public List<Manifest> manifests(String name) {
      return List.of();
    }

    @Override
    public Path folder(String name) {
      return state.resolve("clusters").resolve(name);
    }
  }

  /** Nothing outside answers. */
  private static final class Silence implements Outside, Etcd, Kubernetes {
    @Override
    public Etcd etcd(Supplier<Cluster> cluster, CertificateStore store) {
      return this;
    }

    @Override
    public Kubernetes kubernetes(Supplier<Cluster> cluster, CertificateStore store) {
      return this;
    }

    @Override
    public EtcdView look(int epoch) {
      return EtcdView.silent(epoch, 0, "nobody is there");
    }

    @Override
    public EtcdChange.Outcome change(EtcdChange change) {
      return new EtcdChange.Outcome.Done(new MemberId(1));
    }

    @Override
    public Snapshot save(int epoch, Path file) throws IOException {
      throw new IOException("nobody is there");
    }

    @Override
    public long verify(Path file) throws IOException {
      return switch (SnapshotCheck.verify(file)) {
        case Verdict.Sound sound -> sound.revision();
        case Verdict.Rejected rejected -> throw new IOException(rejected.detail());
      };
    }

    @Override
    public void apply() throws IOException {
      throw new IOException("nobody is there");
    }

    @Override
    public void drain(NodeName node, Duration limit) {}

    @Override
    public void uncordon(NodeName node) {}

    @Override
    public void watch(Consumer<SortedSet<NodeName>> ready) {}

    @Override
    public void close() {}
  }
}
