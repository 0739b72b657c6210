package dev.ekube.manager.cluster;

import dev.ekube.machine.arbiter.ArbiterEffect;
import dev.ekube.machine.arbiter.ArbiterEvent;
import dev.ekube.machine.arbiter.Ledger;
import java.util.List;

/** Decides; the arbiter in earnest. Only the driver's thread calls it. */
interface Brain {
  /** What the start itself asks for. */
  List<ArbiterEffect> begin(long at);

  List<ArbiterEffect> step(ArbiterEvent event);

  Ledger ledger();
}
