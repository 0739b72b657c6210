package dev.ekube.sim.rule;

import dev.ekube.machine.MemberId;
import dev.ekube.machine.arbiter.EtcdChange;
import dev.ekube.sim.etcd.Config;
import dev.ekube.sim.etcd.Etcd;
import dev.ekube.sim.etcd.Peer;
import dev.ekube.sim.world.Deed;
import dev.ekube.sim.world.World;
import java.util.List;
import java.util.Optional;

/** Rule R3. */
final class NoRemovalOfTheLiving extends Rule {
  private final Voters.Answering answering = new Voters.Answering();

  NoRemovalOfTheLiving() {
    super(
        "R3",
        "A member that answers is never removed, and no voter is removed when the rest would not"
            + " hold a quorum.");
  }

  @Override
  public void check(World world) {
    answering.look(world);
  }

  @Override
  public void saw(World world, Deed deed) {
    if (deed instanceof Deed.Changing(EtcdChange.Remove remove)) {
      MemberId id = remove.member();
      if (answering.steadily(world, id)) {
        broken("member " + id + " answers, yet it is to be removed as that of " + remove.node());
      }
      Optional<Config> config =
          world.etcds().leading(remove.epoch()).map(Etcd::data).map(data -> data.config());
      if (config.isPresent() && config.get().votes(id)) {
        List<Peer> rest =
            config.get().voters().stream().filter(peer -> !peer.id().equals(id)).toList();
        long healthy = rest.stream().filter(peer -> answering.lately(world, peer.id())).count();
        if (healthy < rest.size() / 2 + 1) {
          broken("only " + healthy + " of " + rest.size() + " voters would be left to go on");
        }
      }
    }
  }
}
