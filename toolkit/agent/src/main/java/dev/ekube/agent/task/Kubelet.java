package dev.ekube.agent.task;

import dev.ekube.agent.node.Durable;
import dev.ekube.agent.node.Layout;
import dev.ekube.agent.port.Deadline;
import dev.ekube.agent.port.Trouble;
import dev.ekube.agent.port.Units;
import dev.ekube.machine.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The kubelet's unit. One that has watched the API of another epoch remembers objects and revisions
 * that mean nothing in this one, where etcd may count from 1 again: it would send patches against a
 * Node that is gone, and its node would never be Ready. So it is restarted when the epoch is new.
 */
final class Kubelet {
  private static final String UNIT = "kubelet.service";

  private final Units units;
  private final Path mark;

  Kubelet(Units units, Layout layout) {
    this.units = units;
    this.mark = layout.run().resolve("kubelet-epoch");
  }

  /** Starts it, or starts it anew when it has served another epoch as a worker's. */
  void start(Order order, Deadline deadline) throws IOException, Trouble {
    boolean stale = order instanceof Order.Serve && isOfAnother(order.epoch());
    if (stale && units.isActive(UNIT)) {
      units.restart(UNIT, deadline);
    } else {
      units.start(UNIT, deadline);
    }
    // After the restart: an agent that ends between the two restarts it once more.
    Durable.write(mark, order.epoch() + "\n", 0600);
  }

  /** A control node's recipe ends with this, so that registration does not wait. */
  void restart(Deadline deadline) throws Trouble {
    units.restart(UNIT, deadline);
  }

  /** One that does not run yet will read its files when it starts. */
  void restartIfActive(Deadline deadline) throws Trouble {
    if (units.isActive(UNIT)) {
      units.restart(UNIT, deadline);
    }
  }

  private boolean isOfAnother(int epoch) throws IOException {
    return Files.exists(mark) && !Files.readString(mark).strip().equals(Integer.toString(epoch));
  }
}
