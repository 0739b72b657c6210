package dev.ekube.machine.arbiter;

/** Wakes the arbiter when something becomes due. */
final class Timer {
  /** Between two wakings when nothing is due: deadlines that are not listed here are seen then. */
  private static final long CALM = 1_000;

  private Timer() {}

  static void set(Turn turn) {
    Agenda agenda = turn.agenda;
    long next = turn.now + CALM;
    if (agenda.lookSince == 0) {
      next = earlier(turn, next, agenda.nextLook);
    }
    next = earlier(turn, next, agenda.nextChange);
    if (agenda.quorumSince > 0) {
      next = earlier(turn, next, agenda.quorumSince + Patience.STRAGGLERS);
    }
    boolean due = agenda.timerAt <= turn.now;
    if (due || next < agenda.timerAt) {
      agenda.timerAt = next;
      turn.effect(new ArbiterEffect.SetTimer(next));
    }
  }

  private static long earlier(Turn turn, long next, long candidate) {
    return candidate > turn.now ? Math.min(next, candidate) : next;
  }
}
