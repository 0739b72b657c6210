package dev.ekube.manager.cluster;

import dev.ekube.machine.arbiter.Arbiter;
import dev.ekube.machine.arbiter.ArbiterEffect;
import dev.ekube.machine.arbiter.ArbiterEvent;
import dev.ekube.machine.arbiter.ArbiterState;
import dev.ekube.machine.arbiter.ArbiterStep;
import dev.ekube.machine.arbiter.Findings;
import dev.ekube.machine.arbiter.Ledger;
import dev.ekube.machine.arbiter.Site;
import java.util.List;
import java.util.Optional;

/** The arbiter, with the state that it is in. Others may read the state of the last step. */
final class ArbiterBrain implements Brain {
  private final Site site;
  private final Findings findings;
  private volatile Optional<ArbiterState> state = Optional.empty();

  ArbiterBrain(Site site, Findings findings) {
    this.site = site;
    this.findings = findings;
  }

  @Override
  public List<ArbiterEffect> begin(long at) {
    return take(Arbiter.start(site, findings, at));
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
    return state.map(ArbiterState::ledger).orElse(findings.ledger());
  }

  /** The state of the last step; empty before the start. */
  Optional<ArbiterState> state() {
    return state;
  }
}
