package dev.ekube.sim.world;

import dev.ekube.machine.arbiter.Arbiter;
import dev.ekube.machine.arbiter.ArbiterEvent;
import dev.ekube.machine.arbiter.ArbiterState;
import dev.ekube.machine.arbiter.ArbiterStep;
import dev.ekube.machine.arbiter.Findings;
import dev.ekube.machine.arbiter.Ledger;
import dev.ekube.machine.arbiter.LedgerEntry;
import dev.ekube.machine.arbiter.Site;
import dev.ekube.machine.node.NodeEvent;
import dev.ekube.machine.node.NodeFacts;
import dev.ekube.machine.node.NodeMachine;
import dev.ekube.machine.node.NodeState;
import dev.ekube.machine.node.NodeStep;
import java.util.List;

/**
 * The two machines as the world runs them. The defaults are the real ones; a test that switches a
 * rule off overrides one method, and shows that the simulator notices.
 */
public interface Brains {
  /** The machines as they ship. */
  Brains REAL = new Brains() {};

  /** Reads the journal. */
  default Ledger fold(List<LedgerEntry> journal) {
    return Ledger.of(journal);
  }

  default ArbiterStep start(Site site, Findings findings, long at) {
    return Arbiter.start(site, findings, at);
  }

  default ArbiterStep step(ArbiterState state, ArbiterEvent event) {
    return Arbiter.step(state, event);
  }

  default NodeStep start(NodeFacts facts, long at) {
    return NodeMachine.start(facts, at);
  }

  default NodeStep step(NodeState state, NodeEvent event) {
    return NodeMachine.step(state, event);
  }
}
