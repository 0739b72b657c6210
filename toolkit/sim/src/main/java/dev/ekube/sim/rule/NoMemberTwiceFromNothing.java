package dev.ekube.sim.rule;

import dev.ekube.machine.MemberId;
import dev.ekube.machine.arbiter.EtcdChange;
import dev.ekube.machine.arbiter.Request;
import dev.ekube.model.NodeName;
import dev.ekube.sim.world.Deed;
import dev.ekube.sim.world.Host;
import dev.ekube.sim.world.World;
import java.util.HashSet;
import java.util.Set;

/** Rule R2. */
final class NoMemberTwiceFromNothing extends Rule {
  private final Set<MemberId> born = new HashSet<>();
  private final Set<NodeName> fenced = new HashSet<>();

  NoMemberTwiceFromNothing() {
    super(
        "R2",
        "No member ever starts from nothing twice, and no voter is removed whose data its node"
            + " still holds.");
  }

  @Override
  public void saw(World world, Deed deed) {
    if (deed instanceof Deed.Born(NodeName node, var data)
        && !born.add(data.id())
        && isListed(world, data.id())) {
      broken(node + " starts member " + data.id() + " again, from nothing");
    }
    if (deed instanceof Deed.Asked(Request.Fence(NodeName node))) {
      fenced.add(node);
    }
    if (deed instanceof Deed.Changing(EtcdChange.Remove remove)
        && !fenced.contains(remove.node())) {
      for (Host host : Voters.holders(world, remove.epoch())) {
        boolean ours = world.manager().site().control().containsKey(host.name());
        if (ours && host.data().orElseThrow().id().equals(remove.member())) {
          broken(host.name() + " still holds the data of member " + remove.member());
        }
      }
    }
  }

  /** One that was removed may be born by a list that lags; it is told so and does no harm. */
  private static boolean isListed(World world, MemberId id) {
    return world.etcds().all().stream()
        .noneMatch(etcd -> etcd.data().config().removed().contains(id));
  }
}
