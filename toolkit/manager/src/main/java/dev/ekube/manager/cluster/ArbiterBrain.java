package dev.ekube.manager.cluster;

import dev.ekube.machine.arbiter.Arbiter;
import dev.ekube.machine.arbiter.ArbiterEffect;
import dev.ekube.machine.arbiter.ArbiterEvent;
import dev.ekube.machine.arbiter.ArbiterState;
import dev.ekube.machine.arbiter.ArbiterStep;
import dev.ekube.machine.arbiter.Ledger;
import dev.ekube.machine.arbiter.Origin;
import dev.ekube.machine.arbiter.Site;
import java.util.List;
import java.util.Optional;

/** The arbiter, with the state that it is in. Others may read the state of the last step. */
final class ArbiterBrain implements Brain {
  private final Site site;
  private final Ledger found;
  private final Origin origin;
  private volatile Optional<ArbiterState> state = Optional.empty();

  ArbiterBrain(Site site, Ledger found, Origin origin) {
    this.site = site;
    this.found = found;
    this.origin = origin;
  }

  @Override
  public List<ArbiterEffect> begin(long at) {
    return take(Arbiter.start(site, found, origin, at));
  }

  @Override
  public List<ArbiterEffect> step(ArbiterEvent event) {
    return take(Arbiter.step(state.orElseThrow(), event));
  }

  private List<ArbiterEffect> take(ArbiterStep step) {
    state = Optional.of(step.state());
    return step.effects();
  }

  @Override
  public Ledger ledger() {
    return state.map(ArbiterState::ledger).orElse(found);
  }

  /** The state of the last step; empty before the start. */
  Optional<ArbiterState> state() {
    return state;
  }
}
