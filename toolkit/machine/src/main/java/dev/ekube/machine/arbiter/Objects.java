package dev.ekube.machine.arbiter;

import dev.ekube.machine.Condition;
import dev.ekube.machine.NodeReport;
import dev.ekube.machine.Task;

/** Applies the cluster's own objects once per epoch, as soon as one API server is ready. */
final class Objects {
  private Objects() {}

  static void advance(Turn turn) {
    Agenda agenda = turn.agenda;
    int epoch = turn.ledger().epoch();
    boolean underWay =
        agenda.objectsSince > 0 && turn.now - agenda.objectsSince < 10 * Patience.LOST_ANSWER;
    if (agenda.objectsEpoch == epoch || underWay || turn.now < agenda.nextObjects) {
      return;
    }
    if (turn.site.control().keySet().stream().anyMatch(n -> hasApi(turn, n))) {
      agenda.objectsSince = Math.max(turn.now, 1);
      turn.effect(new ArbiterEffect.ApplyObjects(epoch));
    }
  }

  private static boolean hasApi(Turn turn, dev.ekube.model.NodeName node) {
    return turn.report(node).filter(r -> r.orderEpoch() == turn.ledger().epoch()).stream()
        .anyMatch(Objects::isPastApi);
  }

  private static boolean isPastApi(NodeReport report) {
    boolean answered = report.milestones().stream().anyMatch(m -> m.task() == Task.AWAIT_API);
    return switch (report.condition()) {
      case Condition.Idle idle -> false;
      case Condition.Settled settled -> answered;
      case Condition.Working working -> answered && working.task().compareTo(Task.AWAIT_API) > 0;
      case Condition.Failing failing -> answered && failing.task().compareTo(Task.AWAIT_API) > 0;
    };
  }

  static void applied(Turn turn, ArbiterEvent.ObjectsApplied event) {
    turn.agenda.objectsSince = 0;
    if (event.trouble().isEmpty()) {
      turn.agenda.objectsEpoch = event.epoch();
    } else {
      turn.agenda.nextObjects = turn.now + Patience.OBJECTS_RETRY;
      turn.alarm("the cluster's objects could not be applied: " + event.trouble().get());
    }
  }
}
