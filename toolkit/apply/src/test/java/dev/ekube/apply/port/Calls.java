package dev.ekube.apply.port;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes down every call that changes a fake, and breaks a chosen one. Reading is not written down.
 */
public final class Calls {
  /** Where in a call it breaks. */
  public enum Moment {
    BEFORE,
    INSIDE,
    AFTER
  }

  /** The process was killed: not a failure that a caller may handle. */
  public static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Killed(String call) {
      super("killed at " + call);
    }
  }

  private record Break(int call, Moment moment, boolean kill) {}

  private final List<String> made = new ArrayList<>();
  private Optional<Break> breaking = Optional.empty();
  private int wwctl;

  /** The calls so far, one line each. */
  public List<String> made() {
    return List.copyOf(made);
  }

  /** How many of them a real manager would have given to wwctl. */
  public int wwctl() {
    return wwctl;
  }

  /** Forgets what was made and heals what was broken. */
  public void reset() {
    made.clear();
    wwctl = 0;
    breaking = Optional.empty();
  }

  /** From now on the call of that number, counted from 0 since the last reset, kills. */
  public void killAt(int call, Moment moment) {
    breaking = Optional.of(new Break(call, moment, true));
  }

  /** From now on the call of that number, counted from 0 since the last reset, fails. */
  public void failAt(int call, Moment moment) {
    breaking = Optional.of(new Break(call, moment, false));
  }

  void wwctl(String call, Runnable half, Runnable rest) {
    wwctl++;
    run(call, half, rest);
  }

  /** Runs both halves of a call's effect, unless this is the call that breaks. */
  void run(String call, Runnable half, Runnable rest) {
    int index = made.size();
    made.add(call);
    breakWhen(index, Moment.BEFORE, call);
    half.run();
    breakWhen(index, Moment.INSIDE, call);
    rest.run();
    breakWhen(index, Moment.AFTER, call);
  }

  private void breakWhen(int index, Moment moment, String call) {
    if (breaking.isEmpty() || breaking.get().call() != index || breaking.get().moment() != moment) {
      return;
    }
    if (breaking.get().kill()) {
      throw new Killed(call);
    }
    throw PortException.failed("tried to " + call + " but it broke", "run `ekube apply` again");
  }
}
