package dev.ekube.lab.chaos;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the API has acknowledged. Times are in nanoseconds of one monotonic clock. */
public final class Writes {
  private final SortedMap<String, Write> acknowledged = new TreeMap<>();
  private long count;

  /**
   * A write that was answered.
   *
   * @param sent when it was sent
   * @param revision etcd's revision that the answer named
   */
  public record Write(String name, long sent, long revision) {}

  /**
   * Writes that were answered and are not there.
   *
   * @param excused those that the rules let go
   * @param broken those that had to be kept, in order of names
   */
  public record Loss(int excused, List<String> broken) {
    public Loss {
      broken = List.copyOf(broken);
    }
  }

  /** One more. */
  public synchronized void add(Write write) {
    acknowledged.put(write.name(), write);
    count++;
  }

  /** How many there have been in all. */
  public synchronized long count() {
    return count;
  }

  /** The names of all that should be there now. */
  public synchronized Set<String> names() {
    return Set.copyOf(acknowledged.keySet());
  }

  /**
   * Compares with what is there, and forgets what is lost.
   *
   * @param asked the names that were acknowledged before it was looked what is there
   */
  public synchronized Loss compare(Set<String> asked, Set<String> there, Bound bound) {
    List<Write> lost =
        acknowledged.values().stream()
            .filter(write -> asked.contains(write.name()) && !there.contains(write.name()))
            .toList();
    lost.forEach(write -> acknowledged.remove(write.name()));
    List<String> broken =
        lost.stream().filter(write -> !bound.excuses(write)).map(Write::name).toList();
    return new Loss(lost.size() - broken.size(), broken);
  }

  /**
   * What may be lost: writes sent before a time with a revision above another.
   *
   * @param before when the data was gone; nothing that was sent later is excused
   * @param above the revision that somebody holds
   */
  public record Bound(long before, long above) {
    /** Nothing may be lost. */
    public static final Bound NOTHING = new Bound(0, Long.MAX_VALUE);

    boolean excuses(Write write) {
      return write.revision() > above && write.sent() - before <= 0;
    }
  }
}
