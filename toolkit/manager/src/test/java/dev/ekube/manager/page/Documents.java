package dev.ekube.manager.page;

import dev.ekube.machine.Incarnation;
import dev.ekube.machine.MemberId;
import dev.ekube.machine.SnapshotRef;
import dev.ekube.manager.port.Stock;
import dev.ekube.model.NodeName;
import dev.ekube.model.Role;
import dev.ekube.wire.ClusterStatus;
import dev.ekube.wire.JsonWriter;
import dev.ekube.wire.MemberStatus;
import dev.ekube.wire.NodeStatus;
import dev.ekube.wire.TimelineRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Documents such as a service makes, of a cluster that has formed, forms, or is hostile. */
final class Documents {
  private static final long BEGAN = System.currentTimeMillis() - 400_000;
  private static final long SECOND = 1_000;

  private Documents() {}

  /** Five nodes at work. */
  static String ready() {
    return text(status("ready", true, nodes("settled", Optional.empty(), true), List.of()));
  }

  /** Five nodes, one of which fails, and an alarm. */
  static String troubled(String why) {
    List<NodeStatus> nodes = new ArrayList<>(nodes("settled", Optional.empty(), true));
    nodes.set(1, node("control1", Role.CONTROL, "failing", Optional.of(why), false));
    nodes.set(4, node("worker1", Role.WORKER, "absent", Optional.empty(), false));
    return text(status("formed", false, nodes, List.of("control1: " + why)));
  }

  private static List<NodeStatus> nodes(String condition, Optional<String> why, boolean ready) {
    return List.of(
        node("control0", Role.CONTROL, condition, why, ready),
        node("control1", Role.CONTROL, condition, why, ready),
        node("control2", Role.CONTROL, condition, why, ready),
        node("worker0", Role.WORKER, condition, why, ready),
        node("worker1", Role.WORKER, condition, why, ready));
  }

  private static NodeStatus node(
      String name, Role role, String condition, Optional<String> why, boolean ready) {
    String doing =
        switch (condition) {
          case "settled" -> "nothing to do";
          case "absent" -> "not heard since the service started";
          default -> "waiting for etcd to listen";
        };
    return new NodeStatus(
        new NodeName(name),
        role,
        !condition.equals("absent"),
        Optional.of(new Incarnation("boot-" + name)),
        condition,
        doing,
        BEGAN + 20 * SECOND,
        why,
        why.isPresent() ? 3 : 0,
        List.of(),
        ready);
  }

  private static ClusterStatus status(
      String phase, boolean ready, List<NodeStatus> nodes, List<String> alarms) {
    return new ClusterStatus(
        "demo",
        BEGAN,
        phase,
        2,
        "epoch 2 began from the data of control1; nothing was lost",
        ready,
        nodes,
        List.of(
            new MemberStatus(new MemberId(0xa1), "control0", false, true, true),
            new MemberStatus(new MemberId(0xa2), "control1", false, ready, false),
            new MemberStatus(new MemberId(0xa3), "control2", false, true, false)),
        Optional.of(new NodeName("control0")),
        List.of(
            new SnapshotRef("e1-r840-aa.db", 1, 840, 900, "aa", 2_100_000),
            new SnapshotRef("e2-r1203-bb.db", 2, 1203, 1400, "bb", 2_240_512)),
        ready ? List.of() : List.of("control1: its etcd member does not answer"),
        alarms);
  }

  private static String text(ClusterStatus status) {
    List<Stock.Item> stock =
        List.of(
            new Stock.Item("container images", "57 blobs", 341_000_000),
            new Stock.Item("node image", "k8s-base-ww-3f2a.tar", 812_000_000),
            new Stock.Item("node image", "k8s-control-ww-91bc.tar", 1_130_000_000));
    return JsonWriter.text(PageJson.of(List.of("demo"), status, timeline(), stock));
  }

  private static List<TimelineRow> timeline() {
    List<TimelineRow> rows = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      long start = BEGAN + 150L * i;
      String name = "control" + i;
      add(rows, name, "enrolled", start + 640, 0);
      add(rows, name, "place-files", start, 910);
      add(rows, name, "place-etcd", start, 1_000);
      add(rows, name, "await-etcd", start, 3_900 + 300 * i);
      add(rows, name, "await-api", start, 9_700 + 400 * i);
      add(rows, name, "place-controllers", start, 9_900 + 400 * i);
      add(rows, name, "restart-kubelet", start, 11_200 + 400 * i);
      add(rows, name, "ready", start + 13_500 + 500L * i, 0);
    }
    for (int i = 0; i < 2; i++) {
      long start = BEGAN + 300 + 150L * i;
      String name = "worker" + i;
      add(rows, name, "enrolled", start + 700, 0);
      add(rows, name, "place-files", start, 950);
      add(rows, name, "await-api", start, 9_800);
      add(rows, name, "start-kubelet", start, 10_600);
      add(rows, name, "ready", start + 14_900 + 500L * i, 0);
    }
    return rows;
  }

  private static void add(
      List<TimelineRow> rows, String name, String stage, long base, long after) {
    rows.add(new TimelineRow(new NodeName(name), stage, base + after, after));
  }
}
