package dev.ekube.manager.cluster;

import dev.ekube.machine.Incarnation;
import dev.ekube.machine.Milestone;
import dev.ekube.machine.NodeReport;
import dev.ekube.model.NodeName;
import dev.ekube.wire.TimelineRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** When each stage of each node's present boot was over. Safe for use by several threads. */
final class Timeline {
  private final Map<NodeName, Boot> boots = new TreeMap<>();

  private static final class Boot {
    private final Incarnation incarnation;
    private final List<TimelineRow> rows = new ArrayList<>();
    private final Set<String> stages = new HashSet<>();

    private Boot(Incarnation incarnation) {
      this.incarnation = incarnation;
    }

    private void add(TimelineRow row) {
      if (stages.add(row.stage())) {
        rows.add(row);
      }
    }
  }

  /** The node was let in for this boot. */
  synchronized void enrolled(NodeName node, Incarnation incarnation, long at) {
    Boot boot = new Boot(incarnation);
    boot.add(new TimelineRow(node, "enrolled", at, 0));
    boots.put(node, boot);
  }

  /** What is new in a report ended just now. */
  synchronized void reported(NodeName node, NodeReport report, long at) {
    Optional<Boot> known =
        Optional.ofNullable(boots.get(node))
            .filter(boot -> boot.incarnation.equals(report.incarnation()));
    Boot boot = known.orElseGet(() -> new Boot(report.incarnation()));
    boots.put(node, boot);
    for (Milestone milestone : report.milestones()) {
      String stage = milestone.task().name().toLowerCase(Locale.ROOT).replace('_', '-');
      boot.add(new TimelineRow(node, stage, at, milestone.after()));
    }
  }

  /** Kubernetes calls these nodes Ready. */
  synchronized void ready(Set<NodeName> nodes, long at) {
    for (NodeName node : nodes) {
      Optional.ofNullable(boots.get(node))
          .ifPresent(boot -> boot.add(new TimelineRow(node, "ready", at, 0)));
    }
  }

  /** Oldest first. */
  synchronized List<TimelineRow> rows() {
    return boots.values().stream()
        .flatMap(boot -> boot.rows.stream())
        .sorted(Comparator.comparingLong(TimelineRow::at))
        .toList();
  }
}
