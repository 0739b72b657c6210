package dev.ekube.machine.node;

import static dev.ekube.machine.Task.AWAIT_API;
import static dev.ekube.machine.Task.AWAIT_ETCD;
import static dev.ekube.machine.Task.EXPORT_DATA;
import static dev.ekube.machine.Task.FETCH_SNAPSHOT;
import static dev.ekube.machine.Task.INSPECT_DATA;
import static dev.ekube.machine.Task.MARK_EPOCH;
import static dev.ekube.machine.Task.PLACE_API;
import static dev.ekube.machine.Task.PLACE_CONTROLLERS;
import static dev.ekube.machine.Task.PLACE_ETCD;
import static dev.ekube.machine.Task.PLACE_FILES;
import static dev.ekube.machine.Task.REBOOT;
import static dev.ekube.machine.Task.RESTART_KUBELET;
import static dev.ekube.machine.Task.RESTORE_DATA;
import static dev.ekube.machine.Task.START_KUBELET;
import static dev.ekube.machine.Task.STOP_CONTROL_PLANE;
import static dev.ekube.machine.Task.WIPE_OLDER;

import dev.ekube.machine.Data;
import dev.ekube.machine.MemberId;
import dev.ekube.machine.Order;
import dev.ekube.machine.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The plan of an order as data: which tasks, in which order, given what the node holds. */
public final class Recipe {
  /**
   * The control plane in the order that costs the least time: manifests before the kubelet reads
   * them, the API server while etcd still elects, the controllers when the API answers, and then
   * one restart of the kubelet, which saves its registration's back-off.
   */
  private static final List<Task> CONTROL_PLANE =
      List.of(
          PLACE_ETCD,
          START_KUBELET,
          AWAIT_ETCD,
          PLACE_API,
          AWAIT_API,
          PLACE_CONTROLLERS,
          RESTART_KUBELET);

  private static final List<Task> CLEAR = List.of(STOP_CONTROL_PLANE, WIPE_OLDER);

  private Recipe() {}

  /** The tasks of an order. Only data that the order itself supersedes is ever deleted. */
  public static List<Task> of(Order order, Data data) {
    return switch (order) {
      case Order.Hold hold -> List.of();
      case Order.Form form ->
          holds(data, form.epoch()) ? goOn() : start(data, List.of(PLACE_FILES, MARK_EPOCH));
      case Order.Restore restore ->
          holds(data, restore.epoch())
              ? goOn()
              : start(data, List.of(PLACE_FILES, FETCH_SNAPSHOT, RESTORE_DATA));
      case Order.Join join ->
          isMember(data, join) ? goOn() : start(data, List.of(PLACE_FILES, MARK_EPOCH));
      case Order.Resume resume -> goOn();
      case Order.Serve serve -> List.of(PLACE_FILES, AWAIT_API, START_KUBELET);
      case Order.StandDown standDown -> List.of(STOP_CONTROL_PLANE, INSPECT_DATA);
      case Order.Export export -> List.of(EXPORT_DATA);
      case Order.Reboot reboot -> List.of(REBOOT);
    };
  }

  /** Why the order cannot be obeyed with what the node holds; absent: it can. */
  static Optional<String> obstacle(Order order, Data data) {
    if (!startsEtcd(order)) {
      return Optional.empty();
    }
    return switch (data) {
      case Data.Vanished v ->
          Optional.of("etcd's data vanished during this boot; reboot this node");
      case Data.Damaged d ->
          Optional.of("etcd's data cannot be read (" + d.why() + "); reboot this node without it");
      case Data.Holds h ->
          order instanceof Order.Resume && h.epoch() == order.epoch() && h.member().isEmpty()
              ? Optional.of("etcd has not written anything here yet, so there is no resuming")
              : Optional.empty();
      case Data.Empty e ->
          order instanceof Order.Resume
              ? Optional.of("there is no data to resume with")
              : Optional.empty();
    };
  }

  static boolean startsEtcd(Order order) {
    return switch (order) {
      case Order.Form f -> true;
      case Order.Restore r -> true;
      case Order.Join j -> true;
      case Order.Resume r -> true;
      case Order.Hold h -> false;
      case Order.Serve s -> false;
      case Order.StandDown s -> false;
      case Order.Export e -> false;
      case Order.Reboot r -> false;
    };
  }

  /**
   * The member id that data must have for the order not to delete it: data of the order's own epoch
   * is deleted only when it belongs to a member that has been replaced by the one named here.
   */
  private static boolean isMember(Data data, Order.Join join) {
    return data instanceof Data.Holds held
        && held.epoch() == join.epoch()
        && held.member().map(join.member()::equals).orElse(true);
  }

  static boolean isOfAnotherMember(Data data, Order.Join join) {
    return holds(data, join.epoch()) && !isMember(data, join);
  }

  private static boolean holds(Data data, int epoch) {
    return data instanceof Data.Holds held && held.epoch() == epoch;
  }

  private static List<Task> goOn() {
    return joined(List.of(PLACE_FILES), CONTROL_PLANE);
  }

  private static List<Task> start(Data data, List<Task> beginning) {
    boolean clear = !(data instanceof Data.Empty);
    return joined(clear ? CLEAR : List.of(), joined(beginning, CONTROL_PLANE));
  }

  private static List<Task> joined(List<Task> first, List<Task> second) {
    List<Task> all = new ArrayList<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }

  /** The member that may not be wiped under this order; absent when the order names none. */
  public static Optional<MemberId> member(Order order) {
    return order instanceof Order.Join join ? Optional.of(join.member()) : Optional.empty();
  }

  /**
   * How long a task may take before it counts as failed, in milliseconds. Waiting for others is not
   * bounded by hope: when it ends, the reason is reported, and the task begins again.
   */
  static long deadline(Task task) {
    return switch (task) {
      case MARK_EPOCH, PLACE_ETCD, PLACE_API, PLACE_CONTROLLERS -> 5_000;
      case PLACE_FILES -> 10_000;
      case START_KUBELET, RESTART_KUBELET -> 20_000;
      case STOP_CONTROL_PLANE, WIPE_OLDER, INSPECT_DATA -> 30_000;
      case AWAIT_ETCD, REBOOT -> 60_000;
      case AWAIT_API, FETCH_SNAPSHOT, RESTORE_DATA -> 120_000;
      case EXPORT_DATA -> 300_000;
    };
  }
}
