package dev.ekube.sim.rule;

import dev.ekube.sim.etcd.Config;
import dev.ekube.sim.etcd.Etcd;
import dev.ekube.sim.etcd.Peer;
import dev.ekube.sim.world.World;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** No second self. */
final class OneMemberPerNode extends Rule {
  private final Map<Etcd, Config> seen = new HashMap<>();

  OneMemberPerNode() {
    super("M1", "No node has two members in one cluster, and no address belongs to two members.");
  }

  @Override
  public void check(World world) {
    for (Etcd etcd : world.etcds().all()) {
      Config config = etcd.data().config();
      if (etcd.leads() && seen.put(etcd, config) != config) {
        Set<String> known = new HashSet<>();
        for (Peer peer : config.peers().values()) {
          boolean twice =
              !known.add(peer.url()) || (peer.started() && !known.add("name " + peer.name()));
          if (twice) {
            broken("two members at " + peer.url() + " or called " + peer.name());
          }
        }
      }
    }
  }
}
