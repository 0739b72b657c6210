package dev.ekube.sim.world;

import dev.ekube.sim.etcd.Change;
import dev.ekube.sim.etcd.Etcd;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Clients of the API: they write wherever etcd takes it, and remember what was acknowledged. */
public final class Writer {
  private final World world;
  private final SortedMap<Long, Integer> acknowledged = new TreeMap<>();
  private long next;

  Writer(World world) {
    this.world = world;
  }

  /** From now on something is written every {@code pause} milliseconds, if any etcd serves. */
  public void everyMillis(long pause) {
    world.events.after(
        pause,
        () -> {
          write();
          everyMillis(pause);
        });
  }

  /** One write, at any etcd that serves. */
  public void write() {
    List<Etcd> serving = world.etcds.all().stream().filter(world.etcds::serves).toList();
    if (!serving.isEmpty()) {
      Etcd etcd = world.prng.pick(serving);
      long id = ++next;
      int epoch = etcd.data().epoch();
      Change.write(
          world.etcds,
          etcd,
          id,
          yes -> {
            if (yes) {
              acknowledged.put(id, epoch);
              world.tell(new Deed.Acknowledged(epoch, id));
            }
          });
    }
  }

  /** Every acknowledged write, and the epoch that acknowledged it. */
  public SortedMap<Long, Integer> acknowledged() {
    return Collections.unmodifiableSortedMap(acknowledged);
  }
}
