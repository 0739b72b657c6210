package dev.ekube.manager;

import dev.ekube.kubeadm.Leaves;
import dev.ekube.manager.cluster.ClusterService;
import dev.ekube.manager.cluster.Premises;
import dev.ekube.manager.cluster.Surroundings;
import dev.ekube.manager.net.Identities;
import dev.ekube.manager.net.Limits;
import dev.ekube.manager.net.Listener;
import dev.ekube.manager.net.Words;
import dev.ekube.manager.port.ClusterSource;
import dev.ekube.model.Cluster;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** All clusters of one manager: opens those that were applied, and listens for their nodes. */
public final class Service implements Closeable {
  private static final long PING_MILLIS = 2_000;
  private static final long LATE_MILLIS = 30_000;
  private static final long RENEWAL_MILLIS = TimeUnit.DAYS.toMillis(30);
  private static final int RENEWALS_IN_A_LIFE = 3;

  private final ClusterSource source;
  private final Surroundings around;
  private final Limits limits;
  private final Optional<InetSocketAddress> fixed;
  private final Identities identities = new Identities();
  private final SSLContext tls = identities.context();
  private final Map<String, String> stamps = new TreeMap<>();
  private final SortedMap<String, ClusterService> clusters = new TreeMap<>();
  private final SortedMap<Integer, Listener> listeners = new TreeMap<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile View view = new View(Map.of(), Set.of());
  private final Map<String, String> unserved = new TreeMap<>();
  private volatile long roundAt;
  private long renewedAt;

  /** What the door asks for every connection, without waiting for a cluster that is opened. */
  record View(Map<String, ClusterService> byServerName, Set<String> addresses) {}

  /**
   * A service that has not begun.
   *
   * @param fixed where to listen whatever cluster.yaml says; absent: on the port of each cluster
   */
  public Service(
      ClusterSource source, Surroundings around, Limits limits, Optional<InetSocketAddress> fixed) {
    this.source = source;
    this.around = around;
    this.limits = limits;
    this.fixed = fixed;
  }

  /** Opens every cluster, listens, and then looks for changes on a thread of its own. */
  public void start() throws IOException {
    if (fixed.isPresent()) {
      listen(0, fixed.get());
    }
    renewedAt = around.millis().getAsLong();
    refresh();
    roundAt = around.millis().getAsLong();
    Thread.ofPlatform().name("round").start(this::rounds);
  }

  private void rounds() {
    try {
      while (!stopped.await(PING_MILLIS, TimeUnit.MILLISECONDS)) {
        clusters().forEach(ClusterService::ping);
        refresh();
        roundAt = around.millis().getAsLong();
      }
    } catch (InterruptedException | RuntimeException e) {
      around.died().accept(e);
    }
  }

  /** Opens new clusters, tells known ones of a new cluster.yaml, renews certificates. */
  public synchronized void refresh() {
    try {
      for (Map.Entry<String, String> found : source.stamps().entrySet()) {
        if (!found.getValue().equals(stamps.get(found.getKey()))) {
          take(found.getKey());
          stamps.put(found.getKey(), found.getValue());
        }
      }
    } catch (IOException e) {
      around.log().error("clusters cannot be listed", Map.of("why", Words.of(e)));
    }
    if (around.millis().getAsLong() - renewedAt > renewalMillis()) {
      renewedAt = around.millis().getAsLong();
      clusters.values().forEach(cluster -> identities.put(cluster.identity()));
    }
  }

  private long renewalMillis() {
    return clusters.values().stream()
        .mapToLong(cluster -> cluster.cluster().security().certificates().toMillis())
        .map(life -> life / RENEWALS_IN_A_LIFE)
        .reduce(RENEWAL_MILLIS, Math::min);
  }

  /** A cluster that cannot be opened does not keep the others from being served. */
  private void take(String name) {
    try {
      Cluster cluster = source.read(name);
      Optional<ClusterService> known = Optional.ofNullable(clusters.get(name));
      if (known.isPresent()) {
        known.get().change(cluster);
      } else {
        Premises premises = Premises.open(cluster, source.folder(name), around);
        clusters.put(name, ClusterService.open(premises, around));
      }
      identities.put(clusters.get(name).identity());
      publish();
      unserved.remove(name);
      if (fixed.isEmpty() && !listeners.containsKey(cluster.manager().port())) {
        int port = cluster.manager().port();
        listen(port, new InetSocketAddress((InetAddress) null, port));
      }
    } catch (IOException | RuntimeException e) {
      unserved.put(name, Words.of(e));
      around.log().error("cluster not served", Map.of("cluster", name, "why", Words.of(e)));
    }
  }

  private void publish() {
    Map<String, ClusterService> byName = new TreeMap<>();
    Set<String> addresses = new TreeSet<>();
    for (ClusterService cluster : clusters.values()) {
      byName.put(Leaves.serviceName(cluster.cluster()), cluster);
      cluster.cluster().nodes().forEach(node -> addresses.add(node.address().toString()));
    }
    view = new View(Map.copyOf(byName), Set.copyOf(addresses));
  }

  View view() {
    return view;
  }

  private void listen(int key, InetSocketAddress at) throws IOException {
    Listener listener = Listener.open(at, tls, new Door(this, around), limits, around.log());
    listeners.put(key, listener);
    around.log().info("listening", Map.of("address", at.getAddress(), "port", listener.port()));
  }

  /** The port of the first listener; absent while no cluster is known and no port is fixed. */
  public synchronized Optional<Integer> port() {
    return listeners.values().stream().findFirst().map(Listener::port);
  }

  public synchronized List<ClusterService> clusters() {
    return List.copyOf(clusters.values());
  }

  /** The cluster of that name; an empty name means the only one. */
  public synchronized Optional<ClusterService> cluster(String name) {
    return name.isEmpty() && clusters.size() == 1
        ? Optional.of(clusters.get(clusters.firstKey()))
        : Optional.ofNullable(clusters.get(name));
  }

  /** What keeps the service from doing all of its work; empty when it is well. */
  public List<String> troubles() {
    List<String> troubles = new ArrayList<>();
    long late = around.millis().getAsLong() - roundAt;
    if (late > LATE_MILLIS) {
      // Before anything that needs the lock, which the round may hold for ever.
      return List.of("its round has not come back for " + late / 1000 + " s");
    }
    synchronized (this) {
      unserved.forEach((name, why) -> troubles.add("cluster " + name + " is not served: " + why));
      for (ClusterService cluster : clusters.values()) {
        if (cluster.isStuck()) {
          troubles.add("the arbiter of " + cluster.name() + " does not keep up");
        }
      }
    }
    return troubles;
  }

  /** Connections of all listeners together: {@code all} and {@code strangers}. */
  public synchronized Map<String, Integer> connections() {
    Map<String, Integer> sum = new TreeMap<>();
    listeners.values().forEach(l -> l.counts().forEach((k, v) -> sum.merge(k, v, Integer::sum)));
    return sum;
  }

  /** Stops listening, then lets each cluster finish what it has begun. */
  @Override
  public synchronized void close() throws IOException {
    stopped.countDown();
    for (Listener listener : listeners.values()) {
      listener.close();
    }
    for (ClusterService cluster : clusters.values()) {
      cluster.close();
    }
  }
}
