package dev.ekube.sim.rule;

import dev.ekube.machine.MemberId;
import dev.ekube.sim.etcd.Config;
import dev.ekube.sim.etcd.Etcd;
import dev.ekube.sim.etcd.EtcdData;
import dev.ekube.sim.world.Host;
import dev.ekube.sim.world.World;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The truth about an epoch's voters, whatever the manager believes. */
final class Voters {
  /** How long something may be unknown to the manager before it should have known. */
  static final long GRACE = 5000;

  private Voters() {}

  /** The hosts that hold data of a voter of this epoch, switched on or not. */
  static List<Host> holders(World world, int epoch) {
    List<Host> any =
        world.hosts().stream()
            .filter(host -> host.data().filter(data -> data.epoch() == epoch).isPresent())
            .toList();
    Optional<Config> config = config(any);
    return any.stream()
        .filter(host -> config.orElseThrow().votes(host.data().orElseThrow().id()))
        .toList();
  }

  /** The member list of those who have seen most. */
  static Optional<Config> config(List<Host> holders) {
    return holders.stream()
        .map(host -> host.data().orElseThrow())
        .max(Comparator.comparing(EtcdData::end))
        .map(EtcdData::config);
  }

  /** The holder whose log a new leader would need. */
  static Optional<EtcdData> best(List<Host> holders) {
    return holders.stream()
        .map(host -> host.data().orElseThrow())
        .max(Comparator.comparing(EtcdData::end));
  }

  /** Remembers since when, and until when, each member answered the manager. */
  static final class Answering {
    private final Map<MemberId, Long> since = new TreeMap<>();
    private final Map<MemberId, Long> last = new TreeMap<>();

    void look(World world) {
      List<Etcd> all = world.etcds().all();
      for (Etcd etcd : all) {
        if (world.net().joins("manager", etcd.host().value())
            && world.etcds().leaderFor(etcd).isPresent()) {
          since.putIfAbsent(etcd.id(), world.now());
          last.put(etcd.id(), world.now());
        }
      }
      since.keySet().removeIf(id -> last.get(id) < world.now());
    }

    /** Whether it has answered all the time for longer than the manager can have missed. */
    boolean steadily(World world, MemberId id) {
      return since.containsKey(id) && world.now() - since.get(id) > GRACE;
    }

    /** Whether it answered a moment ago, so that the manager may still believe it does. */
    boolean lately(World world, MemberId id) {
      return last.containsKey(id) && world.now() - last.get(id) <= GRACE;
    }
  }
}
