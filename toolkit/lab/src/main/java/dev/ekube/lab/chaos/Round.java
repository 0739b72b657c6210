package dev.ekube.lab.chaos;

import java.util.ArrayList;
import java.util.List;

/**
 * Something that happens to a cluster that is whole, after which it has to be whole again.
 *
 * @param name of the case that it belongs to
 */
public record Round(String name, String what, List<Act> acts, Promise promise) {
  /** How long the manager stays away when everything else is back. */
  private static final long LATE = 5_000;

  /** What the names of cases end with in which the manager is down meanwhile. */
  public static final String MANAGER_DOWN = "+manager-down";

  public Round {
    acts = List.copyOf(acts);
  }

  /** The same while the manager is down: it comes back a while after everything else. */
  public Round withManagerDown() {
    List<Act> more = new ArrayList<>(acts);
    // Only the manager knows its snapshots.
    int first = acts.getFirst() instanceof Act.NoteSnapshot ? 1 : 0;
    more.add(first, new Act.KillManager());
    more.add(new Act.Wait(LATE));
    more.add(new Act.StartManager());
    return new Round(name + MANAGER_DOWN, what + ", manager down meanwhile", more, promise);
  }

  /** True when the manager can be away meanwhile: nobody is waited for whom only it can see. */
  public boolean isWithoutManager() {
    return acts.stream()
        .noneMatch(act -> act instanceof Act.AwaitTasks || act instanceof Act.KillManager);
  }
}
