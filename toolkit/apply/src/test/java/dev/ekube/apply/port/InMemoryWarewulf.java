package dev.ekube.apply.port;

import dev.ekube.model.ClusterName;
import dev.ekube.model.Device;
import dev.ekube.model.ImageName;
import dev.ekube.model.NodeEntry;
import dev.ekube.model.NodeName;
import dev.ekube.plan.Observed.ObservedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A Warewulf that is a few maps. */
public final class InMemoryWarewulf implements Warewulf {
  private final Calls calls;
  private final SortedMap<String, ObservedNode> nodes = new TreeMap<>();
  private final Set<ImageName> rootfs = new TreeSet<>();
  private final Set<ImageName> published = new TreeSet<>();
  private final Map<NodeName, String> built = new TreeMap<>();
  private final Set<NodeName> tampered = new TreeSet<>();
  private final List<NodeName> cycled = new ArrayList<>();

  public InMemoryWarewulf(Calls calls) {
    this.calls = calls;
  }

  /** Puts a node as its site would, without a call. */
  public void place(String name, ObservedNode node) {
    nodes.put(name, node);
  }

  /** Puts a root file system as its site would, without a call; it is not packed. */
  public void placeImage(ImageName image) {
    rootfs.add(image);
    published.remove(image);
  }

  /** Loses built overlay images, as when somebody deletes them. */
  public void loseBuilt(NodeName node) {
    built.remove(node);
  }

  /** Puts something into built overlay images that ekube does not know of. */
  public void tamper(NodeName node) {
    tampered.add(node);
  }

  /** Nodes whose overlay images hold what somebody else put into them. */
  public Set<NodeName> tampered() {
    return Set.copyOf(tampered);
  }

  /** Every node that was power-cycled, in order. */
  public List<NodeName> cycled() {
    return List.copyOf(cycled);
  }

  @Override
  public SortedMap<String, ObservedNode> nodes() {
    return new TreeMap<>(nodes);
  }

  @Override
  public Set<ImageName> images(boolean onlyPublished) {
    return Set.copyOf(onlyPublished ? published : rootfs);
  }

  @Override
  public SortedMap<NodeName, String> builtOverlays() {
    return new TreeMap<>(built);
  }

  @Override
  public void forgetBuilt(Set<NodeName> names) {
    names.forEach(name -> built.computeIfPresent(name, (n, digest) -> "unknown"));
  }

  @Override
  public void updateNodes(List<NodeEntry> put, List<NodeName> removed) {
    calls.wwctl(
        "UpdateNodes " + put.stream().map(NodeEntry::name).toList() + " " + removed,
        () -> {},
        () -> {
          removed.forEach(name -> nodes.remove(name.value()));
          put.forEach(entry -> nodes.put(entry.name().value(), observed(entry)));
        });
  }

  @Override
  public void publishImages(List<ImageName> images) {
    calls.wwctl(
        "PublishNodeImages " + images,
        () -> published.addAll(images.subList(0, images.size() / 2)),
        () -> published.addAll(images));
    if (!rootfs.containsAll(images)) {
      throw PortException.failed("tried to pack " + images + " but there is none", "build them");
    }
  }

  @Override
  public void buildOverlays(SortedMap<NodeName, String> digests) {
    List<NodeName> names = List.copyOf(digests.keySet());
    calls.wwctl(
        "BuildOverlays " + names,
        () -> names.subList(0, names.size() / 2).forEach(n -> build(n, digests.get(n))),
        () -> digests.forEach(this::build));
  }

  private void build(NodeName name, String digest) {
    built.put(name, digest);
    tampered.remove(name);
  }

  @Override
  public void removeBuiltOverlays(List<NodeName> names) {
    calls.run(
        "RemoveBuiltOverlays " + names,
        () -> names.subList(0, names.size() / 2).forEach(built::remove),
        () -> names.forEach(built::remove));
  }

  @Override
  public void powerCycle(List<NodeName> names) {
    calls.wwctl(
        "PowerCycle " + names,
        () -> cycled.addAll(names.subList(0, names.size() / 2)),
        () -> cycled.addAll(names.subList(names.size() / 2, names.size())));
  }

  /** What nodes.conf would show of an entry. */
  public static ObservedNode observed(NodeEntry entry) {
    return new ObservedNode(
        Optional.ofNullable(entry.tags().get(NodeEntry.OWNER_TAG)).map(ClusterName::new),
        entry.fields(),
        entry.devices().stream()
            .map(Device::mac)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet()),
        entry.devices().stream()
            .map(Device::address)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet()));
  }
}
