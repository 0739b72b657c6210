package dev.ekube.spec.rule;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gathers what is wrong with many nodes of one range, so that it is said once. */
public final class Groups {
  private final Map<Span, Group> byPlace = new LinkedHashMap<>();

  private static final class Group {
    private final String first;
    private int count;

    Group(String first) {
      this.first = first;
    }
  }

  /** Makes a problem of what was gathered at one place. */
  @FunctionalInterface
  public interface Teller {
    Problem tell(Span place, String message);
  }

  /** Something wrong at a place; of several at one place only the first is shown in full. */
  public void add(Span place, String message) {
    byPlace.computeIfAbsent(place, p -> new Group(message)).count++;
  }

  /** One problem for each place. */
  public void report(Found found, Teller teller) {
    byPlace.forEach(
        (place, group) -> {
          int more = group.count - 1;
          String tail = more == 0 ? "" : ", and " + more + " more of this range";
          found.add(teller.tell(place, group.first + tail));
        });
  }
}
