package dev.ekube.sim.rule;

import dev.ekube.sim.etcd.Etcd;
import dev.ekube.sim.world.Host;
import dev.ekube.sim.world.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rule R7. */
final class OneEpochServes extends Rule {
  private static final long STOPPING = 60_000;
  private final Map<Etcd, Long> outdated = new HashMap<>();

  OneEpochServes() {
    super(
        "R7",
        "At most one epoch accepts writes, and a node that has been told of a newer epoch stops"
            + " the older one's etcd.");
  }

  @Override
  public void check(World world) {
    List<Etcd> all = world.etcds().all();
    if (all.size() > 1) {
      check(world, all);
    }
    outdated.keySet().removeIf(etcd -> !all.contains(etcd));
  }

  private void check(World world, List<Etcd> all) {
    int serving = 0;
    for (Etcd etcd : all) {
      int epoch = etcd.data().epoch();
      if (etcd.leads() && epoch != serving && world.etcds().leading(epoch).isPresent()) {
        if (serving != 0) {
          broken("epochs " + serving + " and " + epoch + " both accept writes");
        }
        serving = epoch;
      }
      Host host = world.host(etcd.host());
      int told = host.agent().map(agent -> agent.report().orderEpoch()).orElse(0);
      if (told > epoch) {
        long since = outdated.computeIfAbsent(etcd, e -> world.now());
        if (world.now() - since > STOPPING) {
          broken(host.name() + " was told of epoch " + told + " and still runs " + epoch);
        }
      }
    }
  }
}
