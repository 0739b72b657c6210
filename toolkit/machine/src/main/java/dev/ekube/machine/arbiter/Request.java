package dev.ekube.machine.arbiter;

import dev.ekube.model.NodeName;
import java.util.List;
import java.util.Optional;

/** What an operator may ask of the arbiter. */
public sealed interface Request {

  /**
   * Begin a new epoch: stop the present one everywhere, then start anew.
   *
   * @param snapshot restore this one; absent: start empty
   */
  record NewEpoch(Optional<String> snapshot) implements Request {}

  /** The journal is lost and some nodes will not report: go on with those that have. */
  record Adopt() implements Request {}

  /** The operator vouches that this node is powered off, and that its data is gone with it. */
  record Fence(NodeName node) implements Request {}

  /** Reboot these nodes when the rest can do without them, in this order (rule R8). */
  record Reboot(List<NodeName> nodes, String reason) implements Request {
    public Reboot {
      nodes = List.copyOf(nodes);
    }
  }

  /** Forget the reboots that have not begun. */
  record CancelReboots() implements Request {}

  /** A boot of these nodes is about to be caused from outside; their enrolment is expected. */
  record ExpectBoot(List<NodeName> nodes) implements Request {
    public ExpectBoot {
      nodes = List.copyOf(nodes);
    }
  }

  /** Take a snapshot now. */
  record Snapshot() implements Request {}
}
