package dev.ekube.sim.world;

import dev.ekube.machine.Data;
import dev.ekube.machine.Order;

/** Short words for the trace. */
final class Words {
  private Words() {}

  static String of(Data data) {
    return switch (data) {
      case Data.Empty e -> "no data";
      case Data.Holds h ->
          "data of epoch "
              + h.epoch()
              + h.member().map(id -> ", member " + id).orElse(", nothing written")
              + h.end().map(end -> ", log " + end).orElse("");
      case Data.Vanished v -> "the data of epoch " + v.epoch() + " vanished";
      case Data.Damaged d -> "damaged data";
    };
  }

  static String of(Order order) {
    return switch (order) {
      case Order.Hold hold -> "hold: " + hold.reason();
      case Order.Form form -> "form epoch " + form.epoch() + " with " + form.members().keySet();
      case Order.Restore r ->
          "restore "
              + r.snapshot().id()
              + " as epoch "
              + r.epoch()
              + " with "
              + r.members().keySet();
      case Order.Join join -> "join epoch " + join.epoch() + " as " + join.member();
      case Order.Resume resume -> "resume epoch " + resume.epoch();
      case Order.Serve serve -> "serve epoch " + serve.epoch();
      case Order.StandDown down -> "stand down from epoch " + down.epoch();
      case Order.Export export -> "export epoch " + export.epoch();
      case Order.Reboot reboot -> "reboot: " + reboot.reason();
    };
  }
}
