package dev.ekube.cli.output;

import dev.ekube.machine.SnapshotRef;
import dev.ekube.wire.ClusterStatus;
import dev.ekube.wire.MemberStatus;
import dev.ekube.wire.NodeStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code ekube status} as text: what each node does, what it waits for, and since when. */
public final class StatusText {
  /** So many workers that are well are counted instead of listed. */
  private static final int WORKERS_LISTED = 20;

  private StatusText() {}

  public static List<String> lines(ClusterStatus status) {
    List<String> lines = new ArrayList<>();
    lines.add(headline(status));
    if (!status.story().isEmpty()) {
      lines.add("  " + status.story());
    }
    lines.add("");
    nodes(status, lines);
    if (!status.members().isEmpty()) {
      lines.add("");
      lines.add("etcd");
      status.members().forEach(member -> lines.add("  " + member(member)));
    }
    newest(status).ifPresent(s -> lines.add("snapshots  " + snapshots(status, s)));
    list("waiting for", status.waiting(), lines);
    list("alarms", status.alarms(), lines);
    return lines;
  }

  private static String headline(ClusterStatus status) {
    long ready = status.nodes().stream().filter(NodeStatus::kubernetesReady).count();
    return status.cluster()
        + "  "
        + status.phase()
        + "  epoch "
        + status.epoch()
        + "  "
        + ready
        + " of "
        + status.nodes().size()
        + " nodes Ready"
        + status.vip().map(node -> "  VIP at " + node).orElse("");
  }

  private static void nodes(ClusterStatus status, List<String> lines) {
    int width = status.nodes().stream().mapToInt(n -> n.name().value().length()).max().orElse(0);
    int well = 0;
    for (NodeStatus node : status.nodes()) {
      boolean isWell = node.condition().equals("settled") && node.kubernetesReady();
      if (isWell && status.nodes().size() > WORKERS_LISTED) {
        well++;
      } else {
        lines.add("  " + node(node, width, status.at()));
      }
    }
    if (well > 0) {
      lines.add("  and " + well + " nodes that are Ready");
    }
  }

  private static String node(NodeStatus node, int width, long now) {
    String name = String.format(Locale.ROOT, "%-" + width + "s", node.name());
    String role = String.format(Locale.ROOT, "%-7s", node.role().name().toLowerCase(Locale.ROOT));
    String kubernetes = node.kubernetesReady() ? "Ready   " : "NotReady";
    String attempt = node.attempt() > 1 ? ", attempt " + node.attempt() : "";
    return name
        + "  "
        + role
        + "  "
        + kubernetes
        + "  "
        + node.doing()
        + " ("
        + since(now - node.since())
        + attempt
        + ")";
  }

  private static String member(MemberStatus member) {
    String name = member.name().isEmpty() ? "not started yet" : member.name();
    String standing = member.learner() ? "learner" : "voter";
    return String.format(
        Locale.ROOT,
        "%-16s  %s  %s%s%s",
        member.id(),
        name,
        standing,
        member.healthy() ? ", healthy" : ", does not answer",
        member.leader() ? ", leader" : "");
  }

  private static Optional<SnapshotRef> newest(ClusterStatus status) {
    return status.snapshots().stream()
        .max(Comparator.comparingInt(SnapshotRef::epoch).thenComparingLong(SnapshotRef::revision));
  }

  private static String snapshots(ClusterStatus status, SnapshotRef newest) {
    return status.snapshots().size()
        + ", newest "
        + newest.id()
        + " of epoch "
        + newest.epoch()
        + " at revision "
        + newest.revision();
  }

  private static void list(String title, List<String> words, List<String> lines) {
    if (!words.isEmpty()) {
      lines.add(title);
      words.forEach(word -> lines.add("  " + word));
    }
  }

  /** A span as people say it: {@code 5 s}, {@code 3 min}, {@code 2 h}. */
  static String since(long milliseconds) {
    Duration span = Duration.ofMillis(Math.max(0, milliseconds));
    if (span.toHours() >= 2) {
      return span.toHours() + " h";
    }
    return span.toMinutes() >= 2 ? span.toMinutes() + " min" : span.toSeconds() + " s";
  }
}
