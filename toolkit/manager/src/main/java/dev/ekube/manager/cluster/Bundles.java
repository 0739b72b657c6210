package dev.ekube.manager.cluster;

import dev.ekube.kubeadm.EtcdManifest;
import dev.ekube.kubeadm.EtcdStart;
import dev.ekube.kubeadm.NodeFiles;
import dev.ekube.kubeadm.Stage;
import dev.ekube.machine.Order;
import dev.ekube.machine.Task;
import dev.ekube.model.Cluster;
import dev.ekube.model.Node;
import dev.ekube.model.NodeName;
import dev.ekube.wire.PlacedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;

/** The files that go with an order. Those that do not depend on it are made once per node. */
final class Bundles {
  private final Cluster cluster;
  private final Map<NodeName, List<PlacedFile>> lasting = new ConcurrentHashMap<>();

  Bundles(Cluster cluster) {
    this.cluster = cluster;
  }

  List<PlacedFile> of(Node node, Order order) {
    List<PlacedFile> files =
        lasting.computeIfAbsent(node.name(), name -> wired(NodeFiles.of(cluster, node)));
    Optional<EtcdStart> start = start(order);
    if (start.isEmpty()) {
      return files;
    }
    List<PlacedFile> all = new ArrayList<>(files);
    all.addAll(wired(List.of(EtcdManifest.of(cluster, node, start.get()))));
    return List.copyOf(all);
  }

  /** A restored member finds its data there, so it starts as one that goes on. */
  private Optional<EtcdStart> start(Order order) {
    return switch (order) {
      case Order.Form form ->
          Optional.of(new EtcdStart.New(token(form.epoch()), members(form.members())));
      case Order.Join join ->
          Optional.of(new EtcdStart.Existing(token(join.epoch()), members(join.members())));
      case Order.Restore restore -> Optional.of(new EtcdStart.Resume());
      case Order.Resume resume -> Optional.of(new EtcdStart.Resume());
      case Order.Hold hold -> Optional.empty();
      case Order.Serve serve -> Optional.empty();
      case Order.StandDown down -> Optional.empty();
      case Order.Export export -> Optional.empty();
      case Order.Reboot reboot -> Optional.empty();
    };
  }

  private String token(int epoch) {
    return cluster.name() + "-" + epoch;
  }

  private static List<EtcdStart.Member> members(SortedMap<NodeName, String> urls) {
    return urls.entrySet().stream()
        .map(e -> new EtcdStart.Member(e.getKey(), e.getValue()))
        .toList();
  }

  private static List<PlacedFile> wired(List<dev.ekube.kubeadm.PlacedFile> files) {
    return files.stream().map(Bundles::wired).toList();
  }

  /** Both rooms spell the tokens of what only the node has in the same way. */
  private static PlacedFile wired(dev.ekube.kubeadm.PlacedFile file) {
    return switch (file.content()) {
      case dev.ekube.kubeadm.PlacedFile.Text text ->
          PlacedFile.text(file.path(), file.mode(), text.text(), task(file.stage()));
      case dev.ekube.kubeadm.PlacedFile.Link link ->
          new PlacedFile(
              file.path(), file.mode(), PlacedFile.Kind.LINK, link.target(), task(file.stage()));
    };
  }

  private static Task task(Stage stage) {
    return switch (stage) {
      case ENROLMENT -> Task.PLACE_FILES;
      case ETCD -> Task.PLACE_ETCD;
      case API_SERVER -> Task.PLACE_API;
      case READY -> Task.PLACE_CONTROLLERS;
      case KUBELET -> Task.START_KUBELET;
    };
  }
}
