package dev.ekube.cli.boot;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.boot.Intent.Manner;
import dev.ekube.machine.Incarnation;
import dev.ekube.machine.SnapshotRef;
import dev.ekube.machine.arbiter.Request;
import dev.ekube.model.NodeName;
import dev.ekube.model.Recovery.TotalLoss;
import dev.ekube.wire.ClusterStatus;
import dev.ekube.wire.NodeStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The flow of a restart:
 *
 * <pre>
 *   snapshot -> reboot control nodes -> verify -> reboot workers -> verify -> which data -> ready
 * </pre>
 *
 * A node counts as rebooted when it has enrolled with another boot id, whatever was said to it. The
 * first thing that does not come in time ends the flow; nothing after it is begun.
 */
final class Restart {
  private final Intent intent;
  private final Overseer overseer;
  private final Power power;
  private final Waiting waiting;
  private final Consumer<String> story;

  Restart(Intent intent, Overseer overseer, Power power, Waiting waiting, Consumer<String> story) {
    this.intent = intent;
    this.overseer = overseer;
    this.power = power;
    this.waiting = waiting;
    this.story = story;
  }

  /** Looks at the cluster without touching it; what forbids a restart is an exception. */
  ClusterStatus look() {
    ClusterStatus now = overseer.status();
    if (now.phase().equals("adopting")) {
      throw PortException.precondition(
          "tried to restart "
              + intent.cluster()
              + " but its journal was lost and not all nodes"
              + " have said what they hold",
          "see whom it waits for: ekube status");
    }
    if (intent.manner() == Manner.ROLLING && !now.ready()) {
      throw PortException.precondition(
          "tried to reboot one node after the other but the cluster is not ready",
          "see what is missing: ekube status; or leave out --rolling");
    }
    return now;
  }

  /** Does all of it; {@code before} is what {@link #look} saw. */
  void run(ClusterStatus before) {
    Map<NodeName, Incarnation> old = boots(before);
    if (intent.manner() == Manner.ROLLING) {
      roll(old, before);
      return;
    }
    Optional<SnapshotRef> snapshot = snapshot(before);
    reboot(intent.control(), old, before.alarms());
    reboot(intent.workers(), old, before.alarms());
    data(snapshot);
    ready(snapshot.isPresent() ? before.epoch() + 1 : before.epoch());
  }

  /** What has not begun when something goes wrong is not to begin later, when nobody looks. */
  private void roll(Map<NodeName, Incarnation> old, ClusterStatus before) {
    overseer.ask(new Request.Reboot(intent.all(), "rebuild and restart"));
    try {
      booted(intent.all(), old, before.alarms());
    } catch (PortException e) {
      overseer.ask(new Request.CancelReboots());
      throw e;
    }
    ready(before.epoch());
  }

  /** Nothing to keep where no epoch has formed; then there is no snapshot either. */
  private Optional<SnapshotRef> snapshot(ClusterStatus before) {
    if (!before.phase().equals("formed") && !before.phase().equals("ready")) {
      return Optional.empty();
    }
    overseer.ask(new Request.Snapshot());
    List<String> known = before.snapshots().stream().map(SnapshotRef::id).toList();
    SnapshotRef made =
        waiting.until(
            "a snapshot of epoch " + before.epoch(),
            "ekube status; nothing has been rebooted",
            () ->
                overseer.status().snapshots().stream()
                    .filter(snapshot -> !known.contains(snapshot.id()))
                    .max(Comparator.comparingLong(SnapshotRef::revision)));
    story.accept("snapshot %s at revision %d".formatted(made.id(), made.revision()));
    return Optional.of(made);
  }

  private void reboot(List<NodeName> nodes, Map<NodeName, Incarnation> old, List<String> alarms) {
    if (!nodes.isEmpty()) {
      overseer.ask(new Request.ExpectBoot(nodes));
      power.reboot(nodes);
      booted(nodes, old, alarms);
    }
  }

  /** Until every one of them has enrolled with a boot id that it did not have before. */
  private void booted(List<NodeName> nodes, Map<NodeName, Incarnation> old, List<String> alarms) {
    List<NodeName> told = new ArrayList<>();
    Function<ClusterStatus, List<NodeName>> same =
        status -> nodes.stream().filter(node -> isSameBoot(status, node, old)).toList();
    waiting.until(
        () -> "new boot ids of " + names(same.apply(overseer.status())),
        "look at their consoles; what has not booted can be rebooted by hand, then run this again",
        () -> {
          ClusterStatus now = overseer.status();
          refuseAlarms(now, alarms);
          List<NodeName> left = same.apply(now);
          nodes.stream()
              .filter(node -> !left.contains(node) && !told.contains(node))
              .forEach(
                  node -> {
                    told.add(node);
                    story.accept(
                        "%s has booted (%d of %d)".formatted(node, told.size(), nodes.size()));
                  });
          return left.isEmpty() ? Optional.of(true) : Optional.empty();
        });
  }

  /** A rolling restart that has run into trouble is stopped by the arbiter, which says so. */
  private void refuseAlarms(ClusterStatus now, List<String> before) {
    if (intent.manner() == Manner.ROLLING && !now.alarms().equals(before)) {
      List<String> fresh = now.alarms().stream().filter(alarm -> !before.contains(alarm)).toList();
      if (!fresh.isEmpty()) {
        throw PortException.failed(
            "tried to reboot one node after the other but " + fresh.getFirst(), "ekube status");
      }
    }
  }

  private static boolean isSameBoot(
      ClusterStatus status, NodeName name, Map<NodeName, Incarnation> old) {
    return status.nodes().stream()
        .filter(node -> node.name().equals(name))
        .noneMatch(
            node ->
                node.connected()
                    && node.incarnation().isPresent()
                    && !node.incarnation().equals(Optional.ofNullable(old.get(name))));
  }

  /** By itself the arbiter does what the policy says, which may not be what was asked for. */
  private void data(Optional<SnapshotRef> snapshot) {
    if (intent.manner() == Manner.EMPTY) {
      overseer.ask(new Request.NewEpoch(Optional.empty()));
    } else if (intent.policy() != TotalLoss.RESTORE) {
      snapshot.ifPresent(s -> overseer.ask(new Request.NewEpoch(Optional.of(s.id()))));
    }
  }

  private void ready(int epoch) {
    ClusterStatus now =
        waiting.until(
            () -> Restart.missing(overseer.status()),
            "ekube status; ekube logs NODE",
            () ->
                Optional.of(overseer.status())
                    .filter(status -> status.ready() && status.epoch() >= epoch)
                    .filter(status -> status.nodes().stream().allMatch(Restart::isSettled)));
    story.accept("all %d nodes are Ready, epoch %d".formatted(now.nodes().size(), now.epoch()));
    if (!now.story().isEmpty()) {
      story.accept("  " + now.story());
    }
  }

  private static String missing(ClusterStatus status) {
    List<NodeName> left =
        status.nodes().stream()
            .filter(node -> !node.kubernetesReady() || !isSettled(node))
            .map(NodeStatus::name)
            .toList();
    return left.isEmpty() ? "the cluster to be ready" : names(left) + " to be Ready";
  }

  private static boolean isSettled(NodeStatus node) {
    return node.connected() && node.condition().equals("settled");
  }

  private static Map<NodeName, Incarnation> boots(ClusterStatus status) {
    Map<NodeName, Incarnation> boots = new TreeMap<>();
    status.nodes().forEach(node -> node.incarnation().ifPresent(i -> boots.put(node.name(), i)));
    return boots;
  }

  private static String names(List<NodeName> nodes) {
    return String.join(", ", nodes.stream().map(NodeName::value).toList());
  }
}
