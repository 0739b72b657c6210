package dev.ekube.agent;

import dev.ekube.agent.node.Boot;
import dev.ekube.agent.node.Bundle;
import dev.ekube.agent.node.Durable;
import dev.ekube.agent.node.EtcdData;
import dev.ekube.agent.node.Identity;
import dev.ekube.agent.node.Layout;
import dev.ekube.agent.port.Programs;
import dev.ekube.agent.task.Toolbox;
import dev.ekube.kubeadm.Leaf;
import dev.ekube.kubeadm.Leaves;
import dev.ekube.machine.Condition;
import dev.ekube.machine.Incarnation;
import dev.ekube.machine.NodeReport;
import dev.ekube.machine.Order;
import dev.ekube.machine.OrderId;
import dev.ekube.machine.Task;
import dev.ekube.model.KeyKind;
import dev.ekube.model.Node;
import dev.ekube.model.NodeName;
import dev.ekube.wire.AgentMessage;
import dev.ekube.wire.ManagerMessage;
import dev.ekube.wire.PlacedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One agent in a folder of its own, and its manager. */
final class Rig implements AutoCloseable {
  static final NodeName CONTROL = new NodeName("control0");
  static final Incarnation BOOT = new Incarnation("boot-1");

  final FakeNode machine = new FakeNode();
  final FakePrograms fakes = new FakePrograms();
  final Path folder;
  final Layout layout;
  final KeyKind keys;
  Programs programs = fakes;
  FakeManager manager;
  Agent agent;
  final List<Thread> agents = new ArrayList<>();
  private long serial;

  Rig(Path folder) throws IOException {
    this(folder, KeyKind.ECDSA_P256);
  }

  Rig(Path folder, KeyKind keys) throws IOException {
    this.folder = folder;
    this.keys = keys;
    this.layout = new Layout(folder.resolve("node"));
    Durable.privateFolder(layout.run());
    Durable.write(layout.run().resolve("boot-id"), BOOT.bootId() + "\n", 0600);
    manager = new FakeManager(folder.resolve("manager/pki"), 0, keys);
    machine.kubelet = this::startEtcd;
  }

  /** An etcd that has written its first log; there is one when the manifest is there. */
  private void startEtcd() {
    Path log = layout.member().resolve("wal/0000000000000000-0000000000000000.wal");
    try (InputStream wal = Rig.class.getResourceAsStream("/one-member.wal")) {
      if (Files.exists(layout.manifests().resolve("etcd.yaml")) && !Files.exists(log)) {
        Files.createDirectories(log.getParent());
        Files.copy(wal, log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The manager is started anew at its old place. */
  void restartManager() throws IOException {
    InetSocketAddress address = manager.address();
    manager.close();
    manager = new FakeManager(folder.resolve("manager/pki"), address.getPort(), keys);
  }

  void startAgent() throws Exception {
    startAgent(manager.fingerprint());
  }

  void startAgent(String fingerprint) throws Exception {
    Node node = manager.node(CONTROL);
    List<String> leaves = Leaves.of(manager.cluster, node).stream().map(Leaf::name).toList();
    Identity identity = new Identity(layout, leaves, keys);
    EtcdData data = new EtcdData(layout, machine);
    Toolbox tools =
        new Toolbox(
            "demo",
            CONTROL,
            node.role(),
            layout,
            identity,
            new Bundle(layout, identity, data::isRunning),
            data,
            machine,
            programs,
            machine,
            machine,
            machine);
    Ticks ticks = new Ticks();
    PrintStream quiet = new PrintStream(folder.resolve("log").toFile(), StandardCharsets.UTF_8);
    agent =
        new Agent(
            tools,
            manager.address(),
            fingerprint,
            Boot.incarnation(layout),
            new Log(quiet, ticks),
            ticks,
            new Random(1));
    Agent started = agent;
    Thread thread =
        new Thread(
            () -> {
              try {
                started.run();
              } catch (Exception e) {
                quiet.println(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    agents.add(thread);
  }

  void stopAgent() throws Exception {
    agents.getLast().interrupt();
    agents.getLast().join();
    manager.hangUp();
  }

  OrderId order(Order order) throws IOException {
    return order(order, files());
  }

  OrderId order(Order order, List<PlacedFile> files) throws IOException {
    OrderId id = new OrderId(1, ++serial);
    manager.say(new ManagerMessage.Ordered(id, order, files));
    return id;
  }

  /** Waits for the report that this order is done. */
  NodeReport settled(OrderId id) throws InterruptedException {
    while (true) {
      NodeReport report = manager.next(AgentMessage.Report.class).report();
      if (report.order().equals(id) && report.condition() instanceof Condition.Settled) {
        return report;
      }
    }
  }

  /** Waits for the report that a task of this order has failed, and says why. */
  String failing(OrderId id) throws InterruptedException {
    while (true) {
      NodeReport report = manager.next(AgentMessage.Report.class).report();
      if (report.order().equals(id) && report.condition() instanceof Condition.Failing failing) {
        return failing.task() + ": " + failing.why();
      }
    }
  }

  /** One file for every stage. */
  static List<PlacedFile> files() {
    return List.of(
        file("/etc/kubernetes/pki/ca.crt", 0644, "@{pem:ca:cluster}", Task.PLACE_FILES),
        file(
            "/etc/kubernetes/pki/etcd/server.key",
            0600,
            "@{pem:key:etcd-server}",
            Task.PLACE_FILES),
        file(
            "/etc/kubernetes/pki/etcd/server.crt",
            0644,
            "@{pem:cert:etcd-server}",
            Task.PLACE_FILES),
        file("/etc/kubernetes/pki/sa.key", 0600, "@{pem:sa:private}", Task.PLACE_FILES),
        file("/etc/kubernetes/admin.conf", 0600, "data: @{cert:admin}\n", Task.PLACE_FILES),
        file("/etc/kubernetes/manifests/etcd.yaml", 0600, "etcd", Task.PLACE_ETCD),
        file("/etc/kubernetes/manifests/kube-apiserver.yaml", 0600, "api", Task.PLACE_API),
        file("/etc/kubernetes/manifests/kube-scheduler.yaml", 0600, "s", Task.PLACE_CONTROLLERS),
        new PlacedFile(
            "/var/lib/kubelet/pki/current.pem",
            0777,
            PlacedFile.Kind.LINK,
            "/var/lib/kubelet/pki/first.pem",
            Task.START_KUBELET));
  }

  static PlacedFile file(String path, int mode, String text, Task stage) {
    return PlacedFile.text(path, mode, text, stage);
  }

  String read(String path) throws IOException {
    return Files.readString(layout.at(path));
  }

  @Override
  public void close() throws IOException {
    agents.forEach(Thread::interrupt);
    for (Thread agent : agents) {
      try {
        agent.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    manager.close();
  }
}
