package dev.ekube.cli.forming;

import dev.ekube.machine.Incarnation;
import dev.ekube.model.NodeName;
import dev.ekube.model.Role;
import dev.ekube.wire.ClusterStatus;
import dev.ekube.wire.NodeStatus;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** How far the boot of every node has come, and when it reached each stage. */
final class Course {
  static final String READY = "ready";
  private static final String BOOTING = "booting";
  private static final String ENROLLED = "enrolled";

  private final SortedMap<NodeName, Point> points = new TreeMap<>();
  private final SortedMap<String, Long> measured = new TreeMap<>();

  /**
   * Where a node is, in milliseconds of the watcher's clock.
   *
   * @param boot its incarnation, once there is one
   * @param stage the last that is over
   * @param at when that was seen
   * @param base when its boot began
   * @param fresh its whole boot has been watched
   */
  record Point(
      Role role, Optional<Incarnation> boot, String stage, long at, long base, boolean fresh) {
    boolean isReady() {
      return stage.equals(READY);
    }

    private Point reaches(NodeStatus node, String next, long now) {
      return new Point(role, node.incarnation(), next, now, base, fresh);
    }
  }

  /** Takes in what is so at a moment. */
  void see(ClusterStatus status, long now) {
    status
        .nodes()
        .forEach(
            node ->
                points.merge(node.name(), first(node, now), (was, first) -> next(was, node, now)));
  }

  SortedMap<NodeName, Point> points() {
    return points;
  }

  /** What the boots that were watched from their beginning have taken. */
  Pace measured() {
    return new Pace(measured);
  }

  private static Point first(NodeStatus node, long now) {
    String stage = stage(node);
    return new Point(node.role(), node.incarnation(), stage, now, now, stage.equals(BOOTING));
  }

  private Point next(Point was, NodeStatus node, long now) {
    String stage = stage(node);
    if (stage.equals(was.stage()) && was.boot().equals(node.incarnation())) {
      return was;
    }
    if (stage.equals(BOOTING)) {
      return new Point(node.role(), node.incarnation(), stage, now, now, true);
    }
    Point next = was.reaches(node, stage, now);
    if (next.fresh()) {
      measured.merge(Pace.key(node.role(), stage), now - next.base(), Math::max);
    }
    return next;
  }

  private static String stage(NodeStatus node) {
    if (!node.connected()) {
      return BOOTING;
    }
    if (node.kubernetesReady() && node.condition().equals("settled")) {
      return READY;
    }
    return node.milestones().isEmpty()
        ? ENROLLED
        : node.milestones().getLast().task().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
