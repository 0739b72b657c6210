package dev.ekube.cli.boot;

import dev.ekube.machine.Incarnation;
import dev.ekube.machine.SnapshotRef;
import dev.ekube.machine.arbiter.Request;
import dev.ekube.model.NodeName;
import dev.ekube.model.Role;
import dev.ekube.wire.ClusterStatus;
import dev.ekube.wire.NodeStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Three control nodes and a worker whose boots, snapshots and epochs are numbers. */
final class FakeCluster implements Overseer, Power {
  static final List<NodeName> CONTROL = names("control0", "control1", "control2");
  static final List<NodeName> WORKERS = names("worker0");

  /** Everything that was asked or done, in order. */
  final List<String> story = new ArrayList<>();

  /** Nodes that stay as they are when they are told to boot. */
  final Set<NodeName> deaf = new TreeSet<>();

  /** Nodes that nobody hears of. */
  final Set<NodeName> silent = new TreeSet<>();

  /** Nodes that only a person can switch on. */
  final Set<NodeName> byHand = new TreeSet<>();

  String phase = "ready";
  int epoch = 4;
  boolean breaksRolling;

  /** It becomes a cluster when its workers have booted. */
  boolean formsWhenTold;

  private final Map<NodeName, Integer> boots = new LinkedHashMap<>();
  private final List<SnapshotRef> snapshots = new ArrayList<>();
  private final List<String> alarms = new ArrayList<>(List.of("an old one"));

  FakeCluster() {
    CONTROL.forEach(node -> boots.put(node, 1));
    WORKERS.forEach(node -> boots.put(node, 1));
  }

  private static List<NodeName> names(String... names) {
    return java.util.Arrays.stream(names).map(NodeName::new).toList();
  }

  @Override
  public ClusterStatus status() {
    return new ClusterStatus(
        "demo",
        0,
        phase,
        epoch,
        "",
        silent.isEmpty() && phase.equals("ready"),
        boots.entrySet().stream().map(boot -> node(boot.getKey(), boot.getValue())).toList(),
        List.of(),
        Optional.empty(),
        snapshots,
        List.of(),
        alarms);
  }

  private NodeStatus node(NodeName name, int boot) {
    return new NodeStatus(
        name,
        CONTROL.contains(name) ? Role.CONTROL : Role.WORKER,
        !silent.contains(name),
        Optional.of(new Incarnation("boot-" + boot)),
        "settled",
        "at work",
        0,
        Optional.empty(),
        0,
        List.of(),
        true);
  }

  @Override
  public void ask(Request request) {
    switch (request) {
      case Request.Snapshot s -> {
        story.add("snapshot");
        snapshots.add(new SnapshotRef(epoch + "-" + snapshots.size(), epoch, 100, 1, "", 1));
      }
      case Request.NewEpoch e -> {
        story.add("new epoch from " + e.snapshot().orElse("nothing"));
        epoch++;
      }
      case Request.Reboot r -> {
        story.add("rolling " + r.nodes());
        r.nodes().stream().limit(breaksRolling ? 1 : r.nodes().size()).forEach(this::boot);
        if (breaksRolling) {
          alarms.addFirst("control1 has not come back from its planned reboot");
        }
      }
      case Request.ExpectBoot e -> story.add("expect " + e.nodes());
      case Request.Adopt a -> throw new AssertionError(a);
      case Request.Fence f -> throw new AssertionError(f);
      case Request.CancelReboots c -> story.add("cancel");
    }
  }

  @Override
  public String words() {
    return "by hand";
  }

  @Override
  public void reboot(List<NodeName> nodes) {
    story.add("power " + nodes);
    nodes.forEach(this::boot);
    if (formsWhenTold && nodes.containsAll(WORKERS)) {
      phase = "ready";
    }
    if (nodes.containsAll(CONTROL) && deaf.isEmpty()) {
      epoch++;
    }
  }

  @Override
  public List<NodeName> wake(List<NodeName> silent) {
    story.add("wake " + silent);
    silent.stream().filter(node -> !deaf.contains(node)).forEach(this::boot);
    return silent.stream().filter(byHand::contains).toList();
  }

  private void boot(NodeName node) {
    if (!deaf.contains(node)) {
      boots.merge(node, 1, Integer::sum);
      silent.remove(node);
    }
  }
}
