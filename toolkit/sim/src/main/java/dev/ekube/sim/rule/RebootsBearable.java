package dev.ekube.sim.rule;

import dev.ekube.machine.Order;
import dev.ekube.machine.arbiter.LedgerEntry;
import dev.ekube.model.NodeName;
import dev.ekube.model.Role;
import dev.ekube.sim.etcd.Config;
import dev.ekube.sim.etcd.Etcd;
import dev.ekube.sim.world.Deed;
import dev.ekube.sim.world.World;
import java.util.Optional;
import java.util.TreeSet;

/** Rule R8. */
final class RebootsBearable extends Rule {
  private final Voters.Answering answering = new Voters.Answering();
  private final TreeSet<NodeName> rebooting = new TreeSet<>();

  RebootsBearable() {
    super(
        "R8",
        "A control node is rebooted on request only while the others hold a quorum, and one at a"
            + " time.");
  }

  @Override
  public void check(World world) {
    answering.look(world);
  }

  @Override
  public void saw(World world, Deed deed) {
    if (deed instanceof Deed.Appended(LedgerEntry.RebootEnded ended)) {
      rebooting.remove(ended.node());
    }
    if (deed instanceof Deed.JournalLost) {
      rebooting.clear();
    }
    if (deed instanceof Deed.Sent(NodeName node, Order.Reboot order)
        && world.host(node).role() == Role.CONTROL
        && world.host(node).data().isPresent()) {
      judge(world, node, order);
      rebooting.add(node);
    }
  }

  private void judge(World world, NodeName node, Order.Reboot order) {
    if (!rebooting.isEmpty() && !rebooting.contains(node)) {
      broken(node + " is to reboot while " + rebooting + " does");
    }
    Optional<Config> config =
        world.etcds().leading(order.epoch()).map(Etcd::data).map(data -> data.config());
    if (config.isPresent() && !rebooting.contains(node)) {
      String url = world.host(node).url();
      long rest =
          config.get().voters().stream()
              .filter(peer -> !peer.url().equals(url) && answering.lately(world, peer.id()))
              .count();
      if (rest < config.get().quorum()) {
        broken(node + " is to reboot although only " + rest + " others answer");
      }
    }
  }
}
